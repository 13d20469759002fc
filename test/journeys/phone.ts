// A phone in a test: the requests that the mini-app makes, over real HTTP, with the answers as values.
import { readFileSync } from 'node:fs'
import type { Scope } from '../../src/core/card/token.ts'
import { type Ask, asks } from '../../src/core/journey/claims.ts'
import type { View } from '../../src/core/journey/view.ts'
import type { Person } from '../people/people.ts'

export type Answer = { status: number; reason?: string; view: View; body: Record<string, unknown> }

const base64Of = (name: string) => readFileSync(new URL(`../people/${name}`, import.meta.url)).toString('base64')
/** Pictures that are what they claim to be, of no face at all: a grey JPEG of 16×20, a grey WebP of 64×80. */
const [jpeg, greyFace] = [base64Of('grey.jpg'), base64Of('grey-face.webp')]

const angles = { centre: [0, 0], turnLeft: [-20, 0], turnRight: [20, 0], lookUp: [0, -15], blink: [0, 0] } as const
const frame = (ask: 'centre' | Ask, atMs: number, picture: string) => ({
  ask,
  atMs,
  yaw: angles[ask][0],
  pitch: angles[ask][1],
  roll: 0,
  score: 0.95,
  live: 0.8,
  jpeg: picture,
})

export type SelfieChanges = {
  l2?: number
  samePerson?: number
  asks?: readonly Ask[]
  nonce?: string
  lastFrameMs?: number
  /** Times are multiplied by it, for a clock that nobody winds. */
  pace?: number
  /** Every frame and the portrait: JPEG in base64. */
  picture?: string
}

/** `fetcher`: how requests travel, when not straight to the service. */
export const phoneOf = (origin: string, idToken: string, fetcher: typeof fetch = fetch) => {
  let token = ''
  const request = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetcher(`${origin}/api${path}`, {
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
      const answer = await post('/session', { idToken })
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
    selfie: async (changes: SelfieChanges = {}, waited: (ms: number) => Promise<void> = async () => {}) => {
      const given = await phone.challenge()
      const { picture = jpeg, asks: shown = given.asks } = changes
      const at = (ms: number) => ms * (changes.pace ?? 1)
      const frames = [
        ...shown.map((ask, i) => frame(ask, at(1000 * (i + 1)), picture)),
        frame('centre', at(4000), picture),
        frame('centre', at(4200), picture),
        frame('centre', changes.lastFrameMs ?? at(4400), picture),
      ]
      await waited(5000)
      return post('/selfie', {
        nonce: changes.nonce ?? given.nonce,
        camera: 'test',
        frames,
        match: { l2: changes.l2 ?? 0.42, samePerson: changes.samePerson ?? 0.3 },
        portrait: picture,
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
