import { describe, expect, it } from 'vitest'
import { enrolment, person } from '../../../src/service/store/schema.ts'
import { material, now, openStore, partsOn, random, temporaryFile } from '../../kit/store.ts'

describe('a person', () => {
  it('is the same one at every entry, in the language chosen last', async () => {
    const { store } = await openStore()
    const first = await store.people.findOrCreate('U1', 'th', now)
    expect(first).toMatchObject({ language: 'th', following: true })
    await store.people.setLanguage(first.id, 'en')
    await store.people.setFollowing(first.id, false)
    expect(await store.people.findOrCreate('U1', 'th', now + 1)).toEqual({
      id: first.id,
      language: 'en',
      following: false,
      followedAt: null,
      leftAt: null,
    })
    expect((await store.people.findOrCreate('U2', 'th', now)).id).not.toBe(first.id)
  })

  it('is created once when many first events arrive together', async () => {
    const { store, db } = await openStore(`file:${temporaryFile()}`)
    const entered = await Promise.all(Array.from({ length: 20 }, () => store.people.findOrCreate('U1', 'th', now)))
    expect(new Set(entered.map(({ id }) => id)).size).toBe(1)
    expect(await db.$count(person)).toBe(1)
    expect(await db.$count(enrolment)).toBe(1)
    expect(await store.people.lineUserId(entered[0]!.id)).toBe('U1')
  })

  it('starts at the terms without facts', async () => {
    const { store } = await openStore()
    const { id } = await store.people.findOrCreate('U1', 'th', now)
    const begun = { person: id, progress: { step: 'terms', failures: {} }, facts: {}, version: 0, startedAt: now }
    expect(await store.enrolments.load(id, now)).toEqual(begun)
  })

  it('has a LINE user id to send to, also after a restart', async () => {
    const file = `file:${temporaryFile()}`
    const { store } = await openStore(file)
    const { id } = await store.people.findOrCreate('U0123456789abcdef', 'th', now)
    const restarted = partsOn(file)
    expect(await restarted.store.people.lineUserId(id)).toBe('U0123456789abcdef')
    expect((await restarted.store.people.findOrCreate('U0123456789abcdef', 'th', now)).id).toBe(id)
    restarted.client.close()
  })

  it('that is unknown is undefined', async () => {
    const { store } = await openStore()
    expect(await store.people.byId('nobody')).toBeUndefined()
    expect(await store.people.lineUserId('nobody')).toBeUndefined()
    await expect(store.enrolments.load('nobody', now)).rejects.toThrow('no such person')
  })

  it('has a draft key of 32 bytes that is stable and unique', async () => {
    const file = `file:${temporaryFile()}`
    const { store } = await openStore(file)
    const one = await store.people.findOrCreate('U1', 'th', now)
    const two = await store.people.findOrCreate('U2', 'th', now)
    const key = await store.people.draftKey(one.id)
    expect(Buffer.from(key, 'base64url')).toHaveLength(32)
    const restarted = partsOn(file)
    expect(await restarted.store.people.draftKey(one.id)).toBe(key)
    restarted.client.close()
    expect(await store.people.draftKey(two.id)).not.toBe(key)
  })

  it('stays readable after a new master key is in use, while the old one is configured', async () => {
    const file = `file:${temporaryFile()}`
    const { store } = await openStore(file)
    const { id } = await store.people.findOrCreate('U1', 'th', now)
    const fresh = Buffer.from(random(32)).toString('base64')
    const both = partsOn(file, { ...material, currentVersion: 2, masterKeys: { ...material.masterKeys, 2: fresh } })
    expect(await both.store.people.lineUserId(id)).toBe('U1')
    const next = await both.store.people.findOrCreate('U2', 'th', now)
    expect(await both.store.people.lineUserId(next.id)).toBe('U2')
    await expect(store.people.lineUserId(next.id)).rejects.toThrow('master key 2 is not configured')
    both.client.close()
  })
})
