// Every call to the service. An answer is a value or a reason; a lost connection is a reason too, and loses nothing.

import type { CardDraft } from '../core/card/card.ts'
import type { ReadingReport } from '../core/card/reading-report.ts'
import type { PassScope, Scope } from '../core/card/token-claims.ts'
import * as at from '../core/contract/addresses.ts'
import { type Arguments, callerOf, readAny, type Send, type ServiceRefusal } from '../core/contract/call.ts'
import type { AnswerOf, BodyOf, IdOf, RouteAddress } from '../core/contract/contract.ts'
import type { PublicConfig } from '../core/contract/responses/session.ts'
import type { View } from '../core/contract/responses/view.ts'
import type { SelfieRequest } from '../core/face/selfie-request.ts'
import type { Failure } from '../core/journey/failures.ts'
import type { Language } from '../core/languages.ts'
import type { PinPicture } from '../core/pin/pictures.ts'
import { type PinSalt, usualPinCost } from '../core/pin/stretch.ts'

export type Answer<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & ServiceRefusal)
export type ShareOptions = Omit<BodyOf<'createShare'>, 'pin'>

const blobOf = (answer: Answer<ArrayBuffer>): Answer<Blob> =>
  answer.ok ? { ok: true, value: new Blob([answer.value]) } : answer

/** Stands for the salt where there is no PIN: the service answers that there is none. */
const noPinSalt: PinSalt = { salt: 'A'.repeat(22), n: usualPinCost }

/** What the service says about this installation; asked before anybody is signed in. */
export const loadConfig = async (fetcher: Send): Promise<Answer<PublicConfig>> => {
  const answer = await callerOf(fetcher)(at.getConfig)
  return answer.ok || answer.status < 500 ? answer : { ok: false, reason: 'unavailable' }
}

/**
 * The typed client. `phone` says of an ID token what only this phone can say. `idToken` is asked for at the first call and again when a session ended; undefined when there is none.
 * The session lives in memory alone. `clock`: this phone's, ms since the epoch, however wrong. `onSignedOut`: a call was refused, and a fresh sign-in too.
 */
export const openApi = (
  fetcher: Send,
  idToken: () => string | undefined,
  phone: (idToken: string) => Promise<string>,
  clock: () => number,
  onSignedOut: () => void = () => undefined,
) => {
  let session: string | undefined
  let ahead = 0
  /** Salt and cost of the person's PIN, from the last view that named them. */
  let pinSalt: PinSalt | undefined

  const send: Send = (path, { headers, ...request }) =>
    fetcher(path, { ...request, headers: { ...headers, ...(session && { authorization: `Bearer ${session}` }) } })
  const callService = callerOf(send, readAny)

  /** What happened to the session or the service matters more here than the reason that was given for it. */
  const once = async <A extends RouteAddress>(
    address: A,
    ...input: Arguments<IdOf<A>>
  ): Promise<Answer<AnswerOf<IdOf<A>>>> => {
    const answer = await callService(address, ...input)
    if (answer.ok) {
      const seen = answer.value as (Partial<View> & { view?: Partial<View> }) | undefined
      pinSalt = seen?.pinSalt ?? seen?.view?.pinSalt ?? pinSalt
      return answer
    }
    const { status, reason, triesLeft, until } = answer
    if (status === 401) return { ok: false, reason: 'session_ended' }
    return status >= 500 ? { ok: false, reason: 'unavailable' } : { ok: false, reason, triesLeft, until }
  }

  const signIn = async (): Promise<Answer<View>> => {
    const token = idToken()
    if (!token) return { ok: false, reason: 'outside_line' }
    session = undefined
    const answer = await once(at.openSession, { body: { idToken: token, phone: await phone(token) } })
    if (!answer.ok) return answer
    session = answer.value.token
    ahead = answer.value.now - clock()
    return { ok: true, value: answer.value.view }
  }

  /** One fresh sign-in when the session ended, then the call again. */
  const call = async <A extends RouteAddress>(
    address: A,
    ...input: Arguments<IdOf<A>>
  ): Promise<Answer<AnswerOf<IdOf<A>>>> => {
    const answer = await once(address, ...input)
    if (answer.ok || answer.reason !== 'session_ended') return answer
    const signedIn = await signIn()
    if (signedIn.ok) return once(address, ...input)
    if (signedIn.reason === 'session_ended') onSignedOut()
    // Without a connection the session may still be renewed later.
    return signedIn.reason === 'session_ended' ? answer : signedIn
  }

  /**
   * Asks with the stretched PIN. A wrong PIN may be one that another phone has changed since: the next try is stretched
   * with the salt of now.
   */
  const withPin = async <T>(pin: string, ask: (key: string) => Promise<Answer<T>>): Promise<Answer<T>> => {
    if (!pinSalt) await call(at.getView)
    const loaded = await import('./pin-stretch.ts').catch(() => undefined)
    if (!loaded) return { ok: false, reason: 'offline' }
    const answer = await ask(await loaded.stretchPin(pin, pinSalt ?? noPinSalt))
    if (!answer.ok && answer.reason === 'wrong_pin') await call(at.getView)
    return answer
  }
  const withNewPin = async (
    pin: string,
    ask: (stretched: PinSalt & { key: string }) => Promise<Answer<View>>,
  ): Promise<Answer<View>> => {
    const loaded = await import('./pin-stretch.ts').catch(() => undefined)
    return loaded ? ask(await loaded.stretchNewPin(pin)) : { ok: false, reason: 'offline' }
  }
  /** An order about one's data: with the PIN of a holder, without one before there is a card. */
  const withPinIfAny = <T>(pin: string | undefined, ask: (key?: string) => Promise<Answer<T>>) =>
    pin === undefined ? ask() : withPin(pin, ask)

  return {
    signIn,
    /** ms since the epoch by the service's clock: on one that is minutes ahead, a code of three minutes would be over at once. */
    now: () => clock() + ahead,
    me: () => call(at.getView),
    terms: (accepted: boolean, version: string) => call(at.answerTerms, { body: { accepted, version } }),
    faceConsent: (given: boolean, version: string) => call(at.answerFaceConsent, { body: { given, version } }),
    cardFront: () => call(at.reportCardFront),
    cardBack: () => call(at.reportCardBack),
    cardLost: () => call(at.reportCardLost),
    failure: (reason: Failure) => call(at.reportFailure, { body: { reason } }),
    data: (data: CardDraft, report: ReadingReport & { onScreen: boolean; namesConfirmed: boolean }) =>
      call(at.confirmData, {
        body: { data, ...report, corrected: [...report.corrected], doubtful: [...report.doubtful] },
      }),
    challenge: (withoutTurning: boolean) => call(at.openChallenge, { body: { withoutTurning } }),
    selfieStep: (nonce: string, link: string) => call(at.takeSelfieStep, { body: { nonce, link } }),
    selfie: (body: SelfieRequest) => call(at.sendSelfie, { body }),
    pin: (pin: string, picture: PinPicture) =>
      withNewPin(pin, (stretched) => call(at.setPin, { body: { pin, stretched, picture } })),
    pinForgotten: () => call(at.forgetPin),
    newPinFace: (body: SelfieRequest) => call(at.sendNewPinFace, { body }),
    newPinFailure: (reason: Failure) => call(at.reportNewPinFailure, { body: { reason } }),
    newPinOfficer: () => call(at.askOfficerForNewPin),
    newPinStop: () => call(at.stopNewPin),
    newPin: (pin: string, picture: PinPicture) =>
      withNewPin(pin, (stretched) => call(at.chooseNewPin, { body: { pin, stretched, picture } })),
    consent: (pin: string, version: string) =>
      withPin(pin, (key) => call(at.signConsent, { body: { pin: key, version } })),
    show: (pin: string, scope: Scope) => withPin(pin, (key) => call(at.showCard, { body: { pin: key, scope } })),
    renew: (ticket: string, scope: Scope) => call(at.renewCard, { body: { ticket, scope } }),
    share: (pin: string, options: ShareOptions) =>
      withPin(pin, (key) => call(at.createShare, { body: { pin: key, ...options } })),
    shares: () => call(at.listShares),
    revokeShare: (id: string) => call(at.revokeShare, { param: id }),
    pass: (pin: string, scope: PassScope, hours: number) =>
      withPin(pin, (key) => call(at.sendPass, { body: { pin: key, scope, hours } })),
    passes: () => call(at.listPasses),
    revokePass: (id: string) => call(at.revokePass, { param: id }),
    portrait: async (): Promise<Answer<Blob>> => blobOf(await call(at.getPortrait)),
    freeze: () => call(at.freezeCard),
    unfreeze: (pin: string) => withPin(pin, (key) => call(at.unfreezeCard, { body: { pin: key } })),
    consents: () => call(at.listConsents),
    copy: (pin?: string) => withPinIfAny(pin, (key) => call(at.orderCopy, { body: { confirmed: true, pin: key } })),
    erase: (pin?: string) => withPinIfAny(pin, (key) => call(at.eraseData, { body: { confirmed: true, pin: key } })),
    withdrawFace: (pin?: string) =>
      withPinIfAny(pin, (key) => call(at.withdrawFaceConsent, { body: { confirmed: true, pin: key } })),
    looks: () => call(at.listAccess),
    exportLooks: () => call(at.exportAccess),
    request: (id: string) => call(at.getRequest, { param: id }),
    approve: (id: string, pin: string) =>
      withPin(pin, (key) => call(at.approveRequest, { param: id, body: { pin: key } })),
    decline: (id: string) => call(at.declineRequest, { param: id }),
    photo: async (id: string): Promise<Answer<Blob>> => blobOf(await call(at.getPhoto, { param: id })),
    erasePhoto: (id: string) => call(at.deletePhoto, { param: id }),
    restart: () => call(at.restart),
    goOn: () => call(at.resume),
    help: () => call(at.askForHelp),
    language: (language: Language) => call(at.setLanguage, { body: { language } }),
  }
}
export type Api = ReturnType<typeof openApi>
