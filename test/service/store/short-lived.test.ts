import { describe, expect, it } from 'vitest'
import type { MeantEvent } from '../../../src/core/chat/meant.ts'
import { noPinRecovery } from '../../../src/core/pin/recovery.ts'
import { webhookEvent } from '../../../src/service/store/schema.ts'
import { now, openStore, partsOn, temporaryFile } from '../../kit/store.ts'

const withPerson = async () => {
  const parts = await openStore()
  const { id } = await parts.store.people.findOrCreate('U1', 'th', now)
  return { ...parts, id }
}

describe('a session', () => {
  it('identifies its person until it expires', async () => {
    const { store, id } = await withPerson()
    await store.sessions.open('token', id, now + 1000)
    expect(await store.sessions.person('token', now + 999)).toEqual(await store.people.byId(id))
    expect(await store.sessions.person('token', now + 1000)).toBeUndefined()
    expect(await store.sessions.person('tokem', now)).toBeUndefined()
  })

  it('cannot be opened with a link or a ticket', async () => {
    const { store, id } = await withPerson()
    await store.links.create('a link', id, 'portrait', now + 1000)
    await store.tickets.open('a ticket', id, now + 1000)
    expect(await store.sessions.person('a link', now)).toBeUndefined()
    expect(await store.sessions.person('a ticket', now)).toBeUndefined()
    expect(await store.tickets.person('a ticket', now)).toBe(id)
    expect(await store.links.open('a link', now)).toEqual({ person: id, vault: 'portrait' })
    expect(await store.links.open('a link', now + 1000)).toBeUndefined()
  })
})

describe('a challenge', () => {
  it('is used by one claim of its own person, however often that claim is sent', async () => {
    const { store, id } = await withPerson()
    const challenge = {
      nonce: 'n',
      person: id,
      asks: ['turnLeft' as const, 'lookUp' as const],
      waits: [300, 400, 500],
      commits: [],
      issuedAt: now,
    }
    await store.challenges.issue(challenge)
    expect(await store.challenges.use('n', 'somebody else', 'claim')).toBeUndefined()
    const used = await Promise.all(Array.from({ length: 10 }, (_, i) => store.challenges.use('n', id, `claim ${i}`)))
    expect(used.filter(Boolean)).toEqual([challenge])
    const first = used.findIndex(Boolean)
    expect(await store.challenges.use('n', id, `claim ${first}`)).toEqual(challenge)
    expect(await store.challenges.use('n', id, 'another')).toBeUndefined()
    expect(await store.challenges.find('n', id)).toBeUndefined()
    expect(await store.challenges.commit({ ...challenge, commits: [{ link: 'a', at: now }] })).toBe(false)
  })
  it('records one frame per step: of ten simultaneous requests for a step, one is recorded', async () => {
    const { store, id } = await withPerson()
    const challenge = {
      nonce: 'n',
      person: id,
      asks: ['blink' as const],
      waits: [300, 400],
      commits: [],
      issuedAt: now,
    }
    await store.challenges.issue(challenge)
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        store.challenges.commit({ ...challenge, commits: [{ link: String(i), at: now }] }),
      ),
    )
    expect(results.filter(Boolean)).toHaveLength(1)
    const kept = await store.challenges.find('n', id)
    expect(kept?.commits).toEqual([{ link: String(results.indexOf(true)), at: now }])
    expect(await store.challenges.find('n', 'somebody else')).toBeUndefined()
  })
})

describe('a waiting photo', () => {
  it('is listed in order of arrival and removed by id or message', async () => {
    const { store, id } = await withPerson()
    const photo = (name: string, at: number) => ({
      id: name,
      vault: `v-${name}`,
      messageId: `m-${name}`,
      receivedAt: at,
    })
    await store.photos.add(id, photo('b', now + 1))
    await store.photos.add(id, photo('a', now))
    expect(await store.photos.list(id)).toEqual([photo('a', now), photo('b', now + 1)])
    expect(await store.photos.remove('somebody else', { id: 'a' })).toBeUndefined()
    expect(await store.photos.remove(id, { id: 'a' })).toBe('v-a')
    expect(await store.photos.remove(id, { messageId: 'm-b' })).toBe('v-b')
    expect(await store.photos.remove(id, { messageId: 'm-b' })).toBeUndefined()
    expect(await store.photos.list(id)).toEqual([])
  })
})

describe('a photo and the event that takes it back', () => {
  const received = async () => {
    const parts = await withPerson()
    const heard = { heard: 'sticker' as const }
    const events = ['photo', 'other'].map((eventId) => ({ eventId, lineUserId: 'U1', at: now, heard }))
    await parts.store.webhooks.receive(events, now)
    const commitOf = (eventId: string, changes: object) =>
      parts.store.webhooks.commit({ eventId, person: parts.id, at: now, jobs: [], ...changes })
    const photo = { id: 'p', vault: 'v', messageId: 'm', receivedAt: now }
    return { ...parts, keep: () => commitOf('photo', { photo }), commitOf }
  }

  it('race: the photo is not stored once the message was taken back', async () => {
    const { store, id, keep, commitOf } = await received()
    expect(await commitOf('other', { unsent: { messageId: 'm', waiting: false } })).toBe('committed')
    expect(await keep()).toBe('raced')
    expect(await store.photos.list(id)).toEqual([])
  })

  it('race: the unsend is read again once the photo was stored', async () => {
    const { store, id, keep, commitOf } = await received()
    expect(await keep()).toBe('committed')
    expect(await commitOf('other', { unsent: { messageId: 'm', waiting: false } })).toBe('raced')
    expect(await store.photos.wasUnsent('m')).toBe(false)
    expect(await commitOf('other', { unsent: { messageId: 'm', waiting: true } })).toBe('committed')
    expect([await store.photos.list(id), await store.photos.wasUnsent('m')]).toEqual([[], true])
  })

  it('race: the photo is not stored once its sender left', async () => {
    const { store, id, keep, commitOf } = await received()
    expect(await commitOf('other', { following: { now: false, at: now } })).toBe('committed')
    expect(await keep()).toBe('raced')
    expect(await store.photos.list(id)).toEqual([])
  })

  it('come late: who follows again still follows', async () => {
    const { store, id, commitOf } = await received()
    await commitOf('photo', { following: { now: true, at: now + 1 } })
    await commitOf('other', { following: { now: false, at: now } })
    expect(await store.people.byId(id)).toMatchObject({ following: true, followedAt: now + 1, leftAt: null })
  })
})

describe('a webhook event', () => {
  const event = (eventId: string, at = now): MeantEvent => ({
    eventId,
    at,
    lineUserId: 'U1',
    replyToken: 'r',
    heard: { heard: 'sticker' },
  })

  it('is claimed by one of many workers, in the order in which events happened', async () => {
    const { store } = await openStore()
    await store.webhooks.receive([event('late', now + 2), event('early', now + 1)], now)
    const claims = await Promise.all(Array.from({ length: 5 }, () => store.webhooks.claim(now, ['late', 'early'])))
    expect(claims.flat()).toEqual([event('early', now + 1), event('late', now + 2)])
  })

  it('can be claimed again half a minute after a crash', async () => {
    const file = `file:${temporaryFile()}`
    const { store, client } = await openStore(file)
    await store.webhooks.receive([event('e')], now)
    await store.webhooks.claim(now, ['e'])
    client.close()
    const restarted = partsOn(file)
    await restarted.store.webhooks.receive([event('e')], now)
    expect(await restarted.store.webhooks.claim(now + 29_999)).toEqual([])
    expect(await restarted.store.webhooks.claim(now + 30_000)).toEqual([event('e')])
    restarted.client.close()
  })

  it('can be claimed again when the clock was set back by more than a lease', async () => {
    const { store } = await openStore()
    await store.webhooks.receive([event('e')], now)
    await store.webhooks.claim(now + 600_000)
    expect(await store.webhooks.claim(now)).toEqual([event('e')])
  })

  it('does not replace a language that the person chose, even while LINE’s profile was being fetched', async () => {
    const { store, id } = await withPerson()
    const commit = async (eventId: string, news: { language?: 'th' | 'en'; profileLanguage?: 'th' | 'en' }) => {
      await store.webhooks.receive([event(eventId)], now)
      await store.webhooks.commit({ eventId, person: id, at: now, jobs: [], ...news })
      return (await store.people.byId(id))?.language
    }
    expect(await commit('follows', { profileLanguage: 'en' })).toBe('en')
    expect(await commit('follows again', { profileLanguage: 'th' })).toBe('th')
    expect(await commit('chooses', { language: 'th' })).toBe('th')
    expect(await commit('follows late', { profileLanguage: 'en' })).toBe('th')
    await store.people.setLanguage(id, 'en')
    expect(await commit('follows once more', { profileLanguage: 'th' })).toBe('en')
  })

  it('takes effect once, however often it is delivered, and its content is erased', async () => {
    const { store, db } = await openStore()
    await store.webhooks.receive([event('e')], now)
    await store.webhooks.claim(now, ['e'])
    const { id } = await store.people.findOrCreate('U1', 'th', now)
    const commit = { eventId: 'e', person: id, at: now, jobs: [{ do: 'announce' as const }] }
    const outcomes = await Promise.all([store.webhooks.commit(commit), store.webhooks.commit(commit)])
    expect(outcomes.sort()).toEqual(['committed', 'done_before'])
    expect(await store.outbox.claim(now)).toHaveLength(1)
    await store.webhooks.receive([event('e')], now)
    expect(await store.webhooks.claim(now + 1e9, ['e'])).toEqual([])
    expect(await store.webhooks.claim(now + 1e9)).toEqual([])
    expect(await db.select({ event: webhookEvent.event }).from(webhookEvent)).toEqual([{ event: null }])
  })

  it('stops a PIN recovery in the write that marks it done, and is raced if another write came first', async () => {
    const { store, id } = await withPerson()
    const cooldown = { ...noPinRecovery, state: 'held', until: now } as const
    const stopped = { ...noPinRecovery, state: 'stopped', until: now } as const
    await store.pinRecoveries.change(id, { mark: '', to: cooldown }, now)
    const { mark } = await store.pinRecoveries.of(id)
    const stop = (eventId: string, seen: string) => ({
      eventId,
      person: id,
      at: now,
      newPin: { mark: seen, to: stopped },
      jobs: [{ do: 'announce' as const }],
    })
    await store.webhooks.receive([event('no'), event('no again')], now)
    expect(await store.webhooks.commit(stop('no', 'another mark'))).toBe('raced')
    expect([(await store.pinRecoveries.of(id)).at, await store.outbox.claim(now)]).toEqual([cooldown, []])
    expect(await store.webhooks.commit(stop('no', mark))).toBe('committed')
    expect([(await store.pinRecoveries.of(id)).at, (await store.outbox.claim(now)).length]).toEqual([stopped, 1])
    expect(await store.webhooks.commit(stop('no', mark))).toBe('done_before')
    expect(await store.webhooks.commit(stop('no again', mark))).toBe('raced')
  })

  it('is claimed by id without touching other events', async () => {
    const { store } = await openStore()
    await store.webhooks.receive([event('mine'), event('other')], now)
    expect(await store.webhooks.claim(now, ['mine'])).toEqual([event('mine')])
    expect(await store.webhooks.claim(now, [])).toEqual([])
    expect(await store.webhooks.claim(now)).toEqual([event('other')])
  })
})
