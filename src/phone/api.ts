// Every call to the service. An answer is a value or a reason; a lost connection is a reason too, and loses nothing.

import type { CardDraft } from '../core/card/card.ts'
import type { Scope } from '../core/card/token.ts'
import type { FaceCalibration } from '../core/face/calibration.ts'
import type { AccessLogExport, ChainedAccessEntry } from '../core/inspection/access-log.ts'
import type { Ask, SelfieRequest } from '../core/journey/claims.ts'
import type { Failure } from '../core/journey/failures.ts'
import type { View } from '../core/journey/view.ts'
import type { Language } from '../core/languages.ts'
import type { PinPicture } from '../core/pin/pictures.ts'

/** `until`: ms since the epoch, when a locked PIN may be tried again. */
export type Refusal = { readonly reason: string; readonly triesLeft?: number; readonly until?: number }
export type Answer<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & Refusal)

export type Config = { liffId: string; liffSdkUrl?: string; issuer: { name: unknown; notice: unknown } }
/** `steps`: how many asks will come, one by one. `calibration`: the deployment's own, where it has one. */
export type Challenge = { nonce: string; steps: number; expiresAt: number; calibration?: FaceCalibration }
export type ChallengeStep = { ask: 'centre' | Ask; afterMs: number }
/** `url`: what the QR says. `ticket`: renews it without the PIN. `expiresAt`: ms since the epoch. */
export type LiveCode = { url: string; expiresAt: number; ticket: string }

export type ShareOptions = { scope: Scope; minutes: number; once: boolean; unmasked: boolean }
/** A link that can still be opened; `id` takes it back. Times in ms since the epoch. */
export type Share = Omit<ShareOptions, 'minutes' | 'once'> & {
  id: string
  viewsLeft: number
  madeAt: number
  expiresAt: number
}
/** `messages`: what LINE's share picker is given. */
export type CreatedShare = Share & { url: string; messages: unknown[] }
/** Where a copy of everything can be fetched, once; `expiresAt`: ms since the epoch. */
export type CopyOffer = { url: string; expiresAt: number }
/** The receipt of an erasure; `at`: ms since the epoch. */
export type ErasureReceipt = { number: string; at: number }
/** What was answered to which text: its version and SHA-256. `at`: ms since the epoch. */
export type ConsentRecord = {
  kind: 'terms' | 'face' | 'issue'
  version: string
  textHash: string
  given: boolean
  at: number
}
/** What an official asks for, and why. */
export type PresentationRequest = { by: { name: string; agency: string }; scope: Scope; why: string; expiresAt: number }

const refusalOf = async (response: Response): Promise<Refusal> => {
  if (response.status >= 500) return { reason: 'unavailable' }
  const problem = (await response.json().catch(() => ({}))) as Partial<Refusal>
  return {
    reason: typeof problem.reason === 'string' ? problem.reason : 'refused',
    ...(typeof problem.triesLeft === 'number' && { triesLeft: problem.triesLeft }),
    ...(typeof problem.until === 'number' && { until: problem.until }),
  }
}

type ReadBody<T> = (response: Response) => Promise<T>
const json = <T>(response: Response) => response.json() as Promise<T>

/** What the service says about this installation; asked before anybody is signed in. */
export const loadConfig = async (fetcher: typeof fetch): Promise<Answer<Config>> => {
  const response = await fetcher('/api/config').catch(() => undefined)
  if (!response) return { ok: false, reason: 'offline' }
  return response.ok ? { ok: true, value: await json<Config>(response) } : { ok: false, ...(await refusalOf(response)) }
}

/**
 * The typed client. `phone` says of an ID token what only this phone can say. `idToken` is asked for at the first call and again when a session ended; undefined when there is none.
 * The session lives in memory alone. `clock`: this phone's, ms since the epoch, however wrong.
 */
export const openApi = (
  fetcher: typeof fetch,
  idToken: () => string | undefined,
  phone: (idToken: string) => Promise<string>,
  clock: () => number,
) => {
  let session: string | undefined
  let ahead = 0

  const send = async <T>(method: string, path: string, body: unknown, read: ReadBody<T>): Promise<Answer<T>> => {
    const headers: Record<string, string> = {}
    if (session) headers.authorization = `Bearer ${session}`
    if (body !== undefined) headers['content-type'] = 'application/json'
    try {
      const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
      const response = await fetcher(`/api/${path}`, init)
      if (!response.ok)
        return { ok: false, ...(response.status === 401 ? { reason: 'session_ended' } : await refusalOf(response)) }
      return { ok: true, value: await read(response) }
    } catch {
      return { ok: false, reason: 'offline' }
    }
  }

  const signIn = async (): Promise<Answer<View>> => {
    const token = idToken()
    if (!token) return { ok: false, reason: 'outside_line' }
    session = undefined
    const answer = await send(
      'POST',
      'session',
      { idToken: token, phone: await phone(token) },
      json<{ token: string; view: View; now: number }>,
    )
    if (!answer.ok) return answer
    session = answer.value.token
    ahead = answer.value.now - clock()
    return { ok: true, value: answer.value.view }
  }

  /** One fresh sign-in when the session ended, then the call again. */
  const call = async <T>(
    method: string,
    path: string,
    body?: unknown,
    read: ReadBody<T> = json,
  ): Promise<Answer<T>> => {
    const answer = await send(method, path, body, read)
    if (answer.ok || answer.reason !== 'session_ended') return answer
    return (await signIn()).ok ? send(method, path, body, read) : answer
  }
  const post = (path: string, body: unknown = {}) => call<View>('POST', path, body)

  return {
    signIn,
    /** ms since the epoch by the service's clock: on one that is minutes ahead, a code of three minutes would be over at once. */
    now: () => clock() + ahead,
    me: () => call<View>('GET', 'me'),
    terms: (accepted: boolean, version: string) => post('terms', { accepted, version }),
    faceConsent: (given: boolean, version: string) => post('face-consent', { given, version }),
    cardFront: () => post('card/front'),
    cardBack: () => post('card/back'),
    cardLost: () => post('card/lost'),
    failure: (reason: Failure) => post('failure', { reason }),
    data: (data: CardDraft, corrected: readonly string[], onScreen: boolean) =>
      post('data', { data, corrected, onScreen }),
    challenge: (withoutTurning: boolean) => call<Challenge>('POST', 'selfie/challenge', { withoutTurning }),
    selfieStep: (nonce: string, link: string) => call<ChallengeStep>('POST', 'selfie/step', { nonce, link }),
    selfie: (request: SelfieRequest) => post('selfie', request),
    pin: (pin: string, picture: PinPicture) => post('pin', { pin, picture }),
    pinForgotten: () => post('pin/forgotten'),
    newPinFace: (request: SelfieRequest) => post('new-pin/face', request),
    newPinFailure: (reason: Failure) => post('new-pin/failure', { reason }),
    newPinStop: () => post('new-pin/stop'),
    newPin: (pin: string, picture: PinPicture) => post('new-pin', { pin, picture }),
    consent: (pin: string, version: string) => post('consent', { pin, version }),
    show: (pin: string, scope: Scope) => call<LiveCode>('POST', 'show', { pin, scope }),
    renew: (ticket: string, scope: Scope) => call<LiveCode>('POST', 'show/renew', { ticket, scope }),
    share: (pin: string, wish: ShareOptions) => call<CreatedShare>('POST', 'shares', { pin, ...wish }),
    shares: () => call<{ shares: Share[] }>('GET', 'shares'),
    revokeShare: (id: string) => call<{ shares: Share[] }>('DELETE', `shares/${encodeURIComponent(id)}`),
    pass: (pin: string, scope: Scope, hours: number) =>
      call<{ expiresAt: number }>('POST', 'pass', { pin, scope, hours }),
    freeze: (pin: string, frozen: boolean) => post(frozen ? 'freeze' : 'unfreeze', { pin }),
    consents: () => call<{ consents: ConsentRecord[] }>('GET', 'consents'),
    copy: (pin?: string) => call<CopyOffer>('POST', 'copy', { confirmed: true, pin }),
    erase: (pin?: string) => call<ErasureReceipt>('POST', 'erase', { confirmed: true, pin }),
    withdrawFace: (pin?: string) => post('withdraw-face', { confirmed: true, pin }),
    looks: () => call<{ looks: ChainedAccessEntry[] }>('GET', 'looks'),
    exportLooks: () => call<AccessLogExport>('GET', 'looks/export'),
    request: (id: string) => call<PresentationRequest>('GET', `requests/${encodeURIComponent(id)}`),
    approve: (id: string, pin: string) => post(`requests/${encodeURIComponent(id)}/approve`, { pin }),
    decline: (id: string) => post(`requests/${encodeURIComponent(id)}/decline`),
    photo: (id: string) =>
      call<Blob>('GET', `photos/${encodeURIComponent(id)}`, undefined, (response) => response.blob()),
    erasePhoto: (id: string) =>
      call<unknown>('DELETE', `photos/${encodeURIComponent(id)}`, undefined, async () => undefined),
    restart: () => post('restart'),
    goOn: () => post('go-on'),
    help: () => post('help'),
    language: (language: Language) => post('language', { language }),
  }
}
export type Api = ReturnType<typeof openApi>
