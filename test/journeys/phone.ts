// A phone in a test: the requests that the mini-app makes, over real HTTP, with the answers as values.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Scope } from '../../src/core/card/token.ts'
import { type Ask, asks } from '../../src/core/journey/claims.ts'
import type { View } from '../../src/core/journey/view.ts'
import type { Person } from '../people/people.ts'

export type Answer = { status: number; reason?: string; view: View; body: Record<string, unknown> }

/** The smallest pictures that are what they claim to be: a JPEG's beginning, and a 64×80 grey WebP of no face at all. */
const jpeg = Buffer.from([
  0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9,
]).toString('base64')
const greyFace = readFileSync(new URL('../people/grey-face.webp', import.meta.url)).toString('base64')

const angles = { centre: [0, 0], turnLeft: [-20, 0], turnRight: [20, 0], lookUp: [0, -15], blink: [0, 0] } as const
const frame = (ask: 'centre' | Ask, atMs: number) => ({
  ask,
  atMs,
  yaw: angles[ask][0],
  pitch: angles[ask][1],
  roll: 0,
  score: 0.95,
  live: 0.8,
  jpeg,
})

export type SelfieChanges = {
  l2?: number
  samePerson?: number
  asks?: readonly Ask[]
  nonce?: string
  lastFrameMs?: number
  /** Times are multiplied by it, for a clock that nobody winds. */
  pace?: number
}

/** `secret`: what tells this phone from others; the same for one that comes back. */
export const phoneOf = (origin: string, idToken: string, secret = randomBytes(32).toString('base64url')) => {
  let token = ''
  const request = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${origin}/api${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const json = (await response.json()) as Record<string, unknown>
    return { status: response.status, reason: json.reason as string | undefined, view: json as View, body: json }
  }
  const post = (path: string, body: unknown = {}) => request('POST', path, body)

  const phone = {
    origin,
    post,
    get: (path: string) => request('GET', path),
    delete: (path: string) => request('DELETE', path),
    signIn: async () => {
      const answer = await post('/session', { idToken, phone: secret })
      token = String(answer.body.token ?? '')
      return { ...answer, view: answer.body.view as View }
    },
    token: () => token,
    useToken: (other: string) => {
      token = other
    },
    terms: (accepted = true) => post('/terms', { accepted, version: '1' }),
    face: (given = true) => post('/face-consent', { given, version: '1' }),
    front: () => post('/card/front'),
    back: () => post('/card/back'),
    data: (person: Person, changes: Partial<Person['card']> = {}) =>
      post('/data', { data: { ...person.card, ...changes }, corrected: [] }),
    challenge: async (withoutTurning = false) =>
      (await post('/selfie/challenge', { withoutTurning })).body as { nonce: string; asks: Ask[] },
    /** Follows the challenge as the mini-app would; `changes` is what a forger might change. */
    selfie: async (
      changes: SelfieChanges = {},
      waited: (ms: number) => Promise<void> = async () => {},
      path = '/selfie',
    ) => {
      const given = await phone.challenge()
      const shown = changes.asks ?? given.asks
      const at = (ms: number) => ms * (changes.pace ?? 1)
      const frames = [
        ...shown.map((ask, i) => frame(ask, at(1000 * (i + 1)))),
        frame('centre', at(4000)),
        frame('centre', at(4200)),
        frame('centre', changes.lastFrameMs ?? at(4400)),
      ]
      await waited(5000)
      return post(path, {
        nonce: changes.nonce ?? given.nonce,
        camera: 'test',
        frames,
        match: { l2: changes.l2 ?? 0.42, samePerson: changes.samePerson ?? 0.3 },
        portrait: jpeg,
        tinyFace: greyFace,
      })
    },
    pin: (pin: string) => post('/pin', { pin, picture: 'elephant' }),
    sign: (pin: string) => post('/consent', { pin, version: '1' }),
    show: (pin: string, scope: Scope = 'name') => post('/show', { pin, scope }),
  }
  return phone
}
export { asks }
