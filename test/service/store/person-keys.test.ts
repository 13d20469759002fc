import { expect, it, vi } from 'vitest'
import { createPersonKeys } from '../../../src/service/store/person-keys.ts'
import { now, openStore } from '../../kit/store.ts'

it('one query fetches a key that a request needs in several places at once', async () => {
  const { store, db, seal } = await openStore()
  const { id } = await store.people.findOrCreate('U1', 'th', now)
  const asked = vi.spyOn(db, 'select')
  const personKeys = createPersonKeys({ db, seal })
  const [first, second] = await Promise.all([personKeys(id), personKeys(id)])
  expect(first).toBe(second)
  expect(first).toBe(await personKeys(id))
  expect(asked).toHaveBeenCalledTimes(1)
})

it('a missing key is fetched again, and so is one after a failure', async () => {
  const { store, db, seal } = await openStore()
  const { id } = await store.people.findOrCreate('U1', 'th', now)
  const unwrap = vi.fn(seal.unwrap).mockRejectedValueOnce(new Error('down'))
  const personKeys = createPersonKeys({ db, seal: { ...seal, unwrap } })
  expect(await personKeys('nobody')).toBeUndefined()
  await expect(personKeys(id)).rejects.toThrow('down')
  expect(await personKeys(id)).toBeDefined()
})
