// Tests the phone's calls to the service: a lost connection, an ended session and a refusal are values; nothing throws.
import { expect, test } from 'vitest'
import { openApi } from '../../src/phone/api.ts'
import { stretchPin } from '../../src/phone/pin-stretch.ts'

type Call = { path: string; method: string; body?: unknown; authorization?: string }

/** A fake service that gives these answers in turn; `calls` lists the requests. */
const serviceThat = (...answers: (Response | 'nothing')[]) => {
  const calls: Call[] = []
  const fetcher = (async (path: string, init: RequestInit) => {
    const headers = init.headers as Record<string, string>
    calls.push({
      path,
      method: init.method ?? '',
      ...(init.body && { body: JSON.parse(String(init.body)) }),
      ...(headers.authorization && { authorization: headers.authorization }),
    })
    const answer = answers.shift()
    if (!answer || answer === 'nothing') throw new TypeError('network')
    return answer
  }) as typeof fetch
  return { calls, fetcher }
}
const json = (value: unknown, status = 200) => Response.json(value, { status })
const view = { step: 'terms' }
const phone = async (idToken: string) => `this phone of ${idToken}`
const signedIn = () => json({ token: 'S1', view, now: 5000 })
const clock = () => 1000

test('the session that the ID token was exchanged for is carried by every call', async () => {
  const { calls, fetcher } = serviceThat(signedIn(), json(view))
  const api = openApi(fetcher, () => 'ID', phone, clock)
  await api.signIn()
  await api.terms(true, '1')
  expect(calls).toEqual([
    { path: '/api/session', method: 'POST', body: { idToken: 'ID', phone: 'this phone of ID' } },
    { path: '/api/terms', method: 'POST', body: { accepted: true, version: '1' }, authorization: 'Bearer S1' },
  ])
})

test('an ended session is opened again once, and the call repeated', async () => {
  const { calls, fetcher } = serviceThat(signedIn(), json({}, 401), json({ token: 'S2', view, now: 5000 }), json(view))
  const api = openApi(fetcher, () => 'ID', phone, clock)
  await api.signIn()
  expect((await api.me()).ok).toBe(true)
  expect(calls.map(({ path, authorization }) => [path, authorization])).toEqual([
    ['/api/session', undefined],
    ['/api/me', 'Bearer S1'],
    ['/api/session', undefined],
    ['/api/me', 'Bearer S2'],
  ])
})

test('a session that stays ended is a reason, not a loop', async () => {
  const { calls, fetcher } = serviceThat(json({}, 401), signedIn(), json({}, 401))
  expect(await openApi(fetcher, () => 'ID', phone, clock).me()).toEqual({ ok: false, reason: 'session_ended' })
  expect(calls).toHaveLength(3)
})

test('a lost connection is a reason', async () => {
  const { fetcher } = serviceThat('nothing')
  expect(await openApi(fetcher, () => 'ID', phone, clock).help()).toEqual({ ok: false, reason: 'offline' })
})

test('a service that breaks is a reason, also when its answer is no JSON', async () => {
  const { fetcher } = serviceThat(new Response('<html>', { status: 502 }), new Response('<html>', { status: 400 }))
  const api = openApi(fetcher, () => 'ID', phone, clock)
  expect(await api.me()).toEqual({ ok: false, reason: 'unavailable' })
  expect(await api.me()).toEqual({ ok: false, reason: 'refused' })
})

const saltOf = (letter: string) => ({ salt: letter.repeat(22), n: 2 ** 14 })
const withSalt = (letter: string) => json({ ...view, pinSalt: saltOf(letter) })

test('a PIN leaves the phone stretched, never as digits, with the salt of the last view', async () => {
  const { calls, fetcher } = serviceThat(
    withSalt('a'),
    json({ reason: 'wrong_pin', triesLeft: 4 }, 403),
    withSalt('b'),
    json({}),
    json({}),
  )
  const api = openApi(fetcher, () => 'ID', phone, clock)
  await api.me()
  await api.show('48151623', 'name')
  await api.unfreeze('48151623')
  await api.copy()
  const [before, after] = await Promise.all(
    ['a', 'b'].map((letter) => stretchPin('48151623', { salt: letter.repeat(22), n: 2 ** 14 })),
  )
  expect(calls.map(({ path, body }) => [path, body])).toEqual([
    ['/api/me', undefined],
    ['/api/show', { pin: before, scope: 'name' }],
    // Another phone may have changed the PIN.
    ['/api/me', undefined],
    ['/api/unfreeze', { pin: after }],
    ['/api/copy', { confirmed: true }],
  ])
  expect(JSON.stringify(calls)).not.toContain('48151623')
})

test('a new PIN is sent with the salt that this phone has drawn for it', async () => {
  const { calls, fetcher } = serviceThat(json(view))
  await openApi(fetcher, () => 'ID', phone, clock).pin('48151623', 'cat')
  const { pin, stretched } = calls[0]!.body as {
    pin: string
    stretched: Parameters<typeof stretchPin>[1] & { key: string }
  }
  expect(pin).toBe('48151623')
  expect(stretched.key).toBe(await stretchPin('48151623', stretched))
})

test('a wrong PIN says how many tries are left, a locked one until when', async () => {
  const { fetcher } = serviceThat(
    withSalt('a'),
    json({ reason: 'wrong_pin', triesLeft: 4 }, 403),
    withSalt('a'),
    json({ reason: 'locked', until: 99 }, 429),
  )
  const api = openApi(fetcher, () => 'ID', phone, clock)
  expect(await api.show('1', 'name')).toEqual({ ok: false, reason: 'wrong_pin', triesLeft: 4 })
  expect(await api.show('1', 'name')).toEqual({ ok: false, reason: 'locked', until: 99 })
})

test('outside LINE there is no ID token, and the service is not even asked', async () => {
  const { calls, fetcher } = serviceThat()
  expect(await openApi(fetcher, () => undefined, phone, clock).signIn()).toEqual({ ok: false, reason: 'outside_line' })
  expect(calls).toEqual([])
})

test('the time is the service’s, however wrong the phone’s clock is', async () => {
  const { fetcher } = serviceThat(signedIn())
  let at = 1000
  const api = openApi(
    fetcher,
    () => 'ID',
    phone,
    () => at,
  )
  await api.signIn()
  at += 70
  expect(api.now()).toBe(5070)
})
