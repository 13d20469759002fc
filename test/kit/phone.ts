// A user's phone for tests: makes the mini-app's requests over real HTTP and returns the answers as values.
import { createHash, randomBytes, scrypt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Scope } from '../../src/core/card/token.ts'
import type { View } from '../../src/core/contract/responses/view.ts'
import { type Ask, asks } from '../../src/core/face/asks.ts'
import {
  type EvidenceFrame,
  evidenceChain,
  evidenceChainStart,
  frameLink,
  type Hash,
} from '../../src/core/face/evidence.ts'
import { faceRecipes, type RecipeId } from '../../src/core/face/recipes.ts'
import type { SelfieRequest } from '../../src/core/face/selfie-request.ts'
import { type PinSalt, pinStretch, usualPinCost } from '../../src/core/pin/stretch.ts'
import { faceConsentVersion, issueConsentVersion, termsVersion } from '../../src/core/words/legal.ts'
import { refusalFrom, requesterOf } from './contract.ts'
import type { Person } from './people/people.ts'

export type { Answer } from './contract.ts'

const grey = readFileSync(new URL('./people/grey.jpg', import.meta.url))
/** A valid JPEG (base64): grey, 16×20 px, with `number` in a comment, so that each picture differs. */
const jpeg = (number: number, picture: Uint8Array = grey) => {
  const comment = [0xff, 0xfe, 0, 4, number >> 8, number & 255]
  return Buffer.from([...picture.subarray(0, 2), ...comment, ...picture.subarray(2)]).toString('base64')
}
/** A grey 64×80 WebP without a face (base64). */
const greyFace = readFileSync(new URL('./people/grey-face.webp', import.meta.url)).toString('base64')

const angles = { centre: [0, 0], turnLeft: [-20, 0], turnRight: [20, 0], lookUp: [0, -15], blink: [0, 0] } as const
const frame = (ask: 'centre' | Ask, atMs: number, jpeg: string): EvidenceFrame => ({
  ask,
  atMs,
  yaw: angles[ask][0],
  pitch: angles[ask][1],
  roll: 0,
  score: 0.95,
  live: 0.8,
  jpeg,
})
const hash: Hash = async (bytes) => createHash('sha256').update(bytes).digest()
const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'))
/** Stretches a PIN as the mini-app does (core/pin/stretch.ts), by Node's own scrypt. */
export type Stretch = (pin: string, salt: PinSalt) => Promise<string>
const stretched = new Map<string, Promise<string>>()
export const stretchPin: Stretch = (pin, { salt, n }) => {
  const name = `${pin} ${salt} ${n}`
  const known = stretched.get(name)
  if (known) return known
  const { r, p, bytes } = pinStretch
  const made = new Promise<string>((resolve, reject) =>
    scrypt(pin, Buffer.from(salt, 'base64url'), bytes, { N: n, r, p, maxmem: 2 ** 28 }, (fault, key) =>
      fault ? reject(fault) : resolve(key.toString('base64url')),
    ),
  )
  stretched.set(name, made)
  return made
}

/** Looks for the register's answer where nothing says when the service has done its work. */
const looksAtMost = 30

type PassTime = (ms: number) => Promise<unknown>
/** Time (ms) between an ask and the frame that shows it. */
const reactionMs = 700

export type SelfieChanges = {
  recipe?: RecipeId
  score?: number
  sameRound?: number
  withoutTurning?: boolean
  /** Answers this much (ms) sooner than the service demands. */
  hasty?: number
  /** The picture of every frame, the card and the portrait, each with its own number. */
  picture?: Uint8Array
  /** The small face (base64), covered by the chain like every picture. */
  tinyFace?: string
}

/**
 * Opens a phone. `fetcher`: replaces `fetch`, e.g. behind a proxy. `secret`: identifies the phone; the same secret
 * makes the same phone. `settled`: resolves when the service has done its work, such as asking the register; else the
 * phone looks until it is done.
 * `stretch`: replaces scrypt where its cost is no part of the test.
 */
export const phoneOf = (
  origin: string,
  idToken: string,
  fetcher: typeof fetch = fetch,
  secret = randomBytes(32).toString('base64url'),
  settled?: () => Promise<unknown>,
  stretch: Stretch = stretchPin,
) => {
  let token = ''
  const request = requesterOf(
    (path, { headers, ...more }) =>
      fetcher(origin + path, { ...more, headers: { ...headers, ...(token && { authorization: `Bearer ${token}` }) } }),
    '/api',
  )
  let pinSalt: PinSalt | undefined
  /** Remembers the salt that a view names, as the mini-app does. */
  const noting = <A extends { body: unknown }>(answer: A): A => {
    const seen = answer.body as { pinSalt?: PinSalt; view?: { pinSalt?: PinSalt } } | undefined
    pinSalt = seen?.pinSalt ?? seen?.view?.pinSalt ?? pinSalt
    return answer
  }
  /** The body with each PIN as the mini-app sends it: stretched, and as digits only where a new PIN is set. */
  const withPins = async (path: string, body: unknown): Promise<unknown> => {
    const pin = (body as { pin?: unknown } | undefined)?.pin
    if (typeof pin !== 'string') return body
    const salt = { salt: randomBytes(16).toString('base64url'), n: usualPinCost }
    if (path === '/pin' || path === '/new-pin')
      return { ...(body as object), stretched: { ...salt, key: await stretch(pin, salt) } }
    if (!pinSalt && token) noting(await request('GET', '/me'))
    return { ...(body as object), pin: await stretch(pin, pinSalt ?? salt) }
  }
  const post = async <Path extends string>(path: Path, body?: unknown) =>
    noting(await request('POST', path, await withPins(path, body)))

  const phone = {
    origin,
    post,
    get: async <Path extends string>(path: Path) => noting(await request('GET', path)),
    delete: <Path extends string>(path: Path) => request('DELETE', path),
    signIn: async () => {
      const answer = await post('/session', { idToken, phone: secret })
      token = answer.body?.token ?? ''
      return { ...answer, view: answer.body?.view }
    },
    token: () => token,
    useToken: (other: string) => {
      token = other
    },
    terms: (accepted = true) => post('/terms', { accepted, version: termsVersion }),
    face: (given = true) => post('/face-consent', { given, version: faceConsentVersion }),
    front: () => post('/card/front'),
    back: () => post('/card/back'),
    /** Like the mini-app, looks again once the register was asked. */
    data: async (person: Person, changes: Partial<Person['card']> = {}, onScreen = false) => {
      const answer = await post('/data', { data: { ...person.card, ...changes }, corrected: [], onScreen })
      if (!answer.ok || answer.view.step !== 'register') return answer
      await settled?.()
      // A busy machine may still hold the job's lease when everything else has settled.
      for (let looks = settled ? looksAtMost - 10 : 1; ; looks++) {
        const now = noting(await request('GET', '/me'))
        if (!now.ok || now.view.step !== 'register' || looks >= looksAtMost) return now
        await pause(100)
      }
    },
    challenge: async (withoutTurning = false) => (await post('/selfie/challenge', { withoutTurning })).body,
    step: (nonce: string, link: string) => post('/selfie/step', { nonce, link }),
    /** Follows the challenge like the mini-app. `passTime` lets time pass and may return the ms that really passed. */
    round: async (changes: SelfieChanges, passTime: PassTime) => {
      const { nonce, steps, model } = await phone.challenge(changes.withoutTurning)
      const frames: EvidenceFrame[] = []
      const shown = (number: number) => jpeg(number, changes.picture)
      let [atMs, ask, last] = [0, 'centre' as 'centre' | Ask, await evidenceChainStart(nonce, hash)]
      for (let index = 0; index <= steps; index++) {
        frames.push(frame(ask, atMs, shown(index)))
        last = await frameLink(last, frames[index]!, bytesOf(frames[index]!.jpeg), hash)
        const answer = await phone.step(nonce, last)
        if (answer.status !== 200) return { refused: refusalFrom<View>(answer) } as const
        const next = answer.body
        const wait = next.afterMs - (changes.hasty ?? 0) + (changes.hasty ? 0 : reactionMs)
        const passed = await passTime(wait)
        atMs += typeof passed === 'number' ? passed : wait
        ask = next.ask
      }
      for (const later of [0, 210, 400]) frames.push(frame('centre', atMs + later, shown(frames.length)))
      await passTime(500)
      const camera = { label: 'front', settings: { width: 640, height: 480, frameRate: 30, facingMode: 'user' } }
      const seen = {
        nonce,
        frames,
        camera,
        card: shown(100),
        portrait: shown(101),
        tinyFace: changes.tinyFace ?? greyFace,
      }
      const claim: SelfieRequest = {
        ...seen,
        head: (await evidenceChain(seen, hash, bytesOf)).head,
        match: {
          recipe: changes.recipe ?? faceRecipes[model].id,
          score: changes.score ?? 0.62,
          sameRound: changes.sameRound ?? 0.8,
        },
      }
      return { claim } as const
    },
    selfie: async (
      changes: SelfieChanges = {},
      passTime: PassTime = async () => {},
      path: '/selfie' | '/new-pin/face' = '/selfie',
    ) => {
      const round = await phone.round(changes, passTime)
      if ('refused' in round && round.refused) return round.refused
      return post(path, round.claim)
    },
    pin: (pin: string) => post('/pin', { pin, picture: 'elephant' }),
    sign: (pin: string) => post('/consent', { pin, version: issueConsentVersion }),
    /** Stretches PINs beforehand, so that requests with them leave in the order in which they are made. */
    prepare: (pins: readonly string[]) => Promise.all(pins.map((pin) => withPins('/show', { pin }))),
    show: (pin: string, scope: Scope = 'name') => post('/show', { pin, scope }),
  }
  return phone
}
export { asks }
