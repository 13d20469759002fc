import { describe, expect, it } from 'vitest'
import type { Job } from '../../../src/service/model.ts'
import { firstTransition, now, openStore, partsOn, temporaryFile } from '../../kit/store.ts'

const say = (sentence: 'sticker' | 'voice' | 'tooLong'): Job => ({
  do: 'say',
  said: [{ say: 'sentence', sentence }],
})
const lease = 30_000

const withPerson = async (url?: string) => {
  const parts = await openStore(url)
  const { id } = await parts.store.people.findOrCreate('U1', 'th', now)
  return { ...parts, id, outbox: parts.store.outbox }
}

describe('the outbox', () => {
  it('hands out due jobs in the order in which they were added', async () => {
    const { outbox, id } = await withPerson()
    await outbox.add(id, [say('sticker'), { do: 'announce' }])
    await outbox.add(id, [say('voice')])
    const items = await outbox.claim(now)
    expect(items.map(({ job }) => job)).toEqual([say('sticker'), { do: 'announce' }, say('voice')])
    expect(items.every(({ person, attempts }) => person === id && attempts === 0)).toBe(true)
    expect(new Set(items.map(({ retryKey }) => retryKey)).size).toBe(3)
    for (const { retryKey } of items)
      expect(retryKey).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('hands out at once what was ordered by a clock that has been put back since', async () => {
    const { outbox, id, store } = await withPerson()
    await store.transition(firstTransition(id, { at: now + 600_000, jobs: [say('sticker')] }))
    expect(await outbox.claim(now)).toHaveLength(1)
  })

  it('gives a job to one of many workers', async () => {
    const file = `file:${temporaryFile()}`
    const { outbox, id, store } = await withPerson(file)
    const other = partsOn(file)
    await outbox.add(id, [say('sticker')])
    const claims = Array.from({ length: 20 }, (_, i) => (i % 2 ? other.store : store).outbox.claim(now))
    expect((await Promise.all(claims)).flat()).toHaveLength(1)
    other.client.close()
  })

  it('frees the job of a crashed worker after half a minute, with the same retry key and `unsure`', async () => {
    const file = `file:${temporaryFile()}`
    const { outbox, id, client } = await withPerson(file)
    await outbox.add(id, [say('sticker')])
    const [claimed] = await outbox.claim(now)
    client.close()
    const restarted = partsOn(file)
    expect(await restarted.store.outbox.claim(now + lease - 1)).toEqual([])
    expect(await restarted.store.outbox.claim(now + lease)).toEqual([
      { ...claimed, attempts: 1, unsure: true, until: now + 2 * lease },
    ])
    restarted.client.close()
  })

  it('deletes a job that is done', async () => {
    const { outbox, id } = await withPerson()
    await outbox.add(id, [say('sticker')])
    const [item] = await outbox.claim(now)
    await outbox.done(item!.id)
    expect(await outbox.claim(now + 10 * lease)).toEqual([])
  })

  it('hands a job out again at its time, with the number of attempts', async () => {
    const { outbox, id } = await withPerson()
    await outbox.add(id, [say('sticker')])
    const [item] = await outbox.claim(now)
    await outbox.retry(item!, now + 5000, true)
    expect(await outbox.claim(now + 4999)).toEqual([])
    const [again] = await outbox.claim(now + 5000)
    expect(again).toEqual({ ...item, attempts: 1, until: now + 5000 + lease })
    await outbox.retry(again!, now + 6000, false)
    expect(await outbox.claim(now + 6000)).toMatchObject([{ attempts: 2, unsure: true }])
  })

  it('ignores a retry by a worker whose lease has ended', async () => {
    const { outbox, id } = await withPerson()
    await outbox.add(id, [say('sticker')])
    const [late] = await outbox.claim(now)
    await outbox.claim(now + lease)
    await outbox.retry(late!, now, true)
    expect(await outbox.claim(now + lease + 1)).toEqual([])
  })

  it('does not let a later message overtake one that is being sent', async () => {
    const { outbox, id } = await withPerson()
    await outbox.add(id, [say('sticker')])
    const [first] = await outbox.claim(now)
    await outbox.add(id, [say('voice'), { do: 'askRegister' }])
    expect((await outbox.claim(now)).map(({ job }) => job.do)).toEqual(['askRegister'])
    await outbox.done(first!.id)
    expect((await outbox.claim(now)).map(({ job }) => job)).toEqual([say('voice')])
  })

  it('hands out the jobs of one person while another’s wait', async () => {
    const { outbox, id, store } = await withPerson()
    const other = await store.people.findOrCreate('U2', 'th', now)
    await outbox.add(id, [say('sticker')])
    await outbox.add(other.id, [say('tooLong')])
    expect((await outbox.claim(now, other.id)).map(({ person }) => person)).toEqual([other.id])
    expect((await outbox.claim(now)).map(({ person }) => person)).toEqual([id])
  })
})
