// Somebody forgot the PIN: the face again, a hold of which the chat tells, and then a new one. Only the map says what may happen.

import type { SelfieFault } from '../../core/face/selfie.ts'
import type { SelfieRequest } from '../../core/face/selfie-request.ts'
import type { PinPicture } from '../../core/pin/pictures.ts'
import { advancePinRecovery, type PinRecoveryRefusal, pinRecoveryView } from '../../core/pin/recovery.ts'
import type { PinFault } from '../../core/pin/rules.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Deps } from '../deps.ts'
import type { Card, Job, PersonId, PinRecoveryChange } from '../model.ts'
import { judgeSelfie, keepEvidence } from '../selfie/judge.ts'
import { newPinHash } from './pin.ts'

type PinRecoveryEvent = Parameters<typeof advancePinRecovery>[1]
/** `raced`: another phone or the chat was faster. */
type RecoveryRefusal = PinRecoveryRefusal | 'raced'

const sayJob = (...said: Extract<Job, { do: 'say' }>['said']): Job => ({ do: 'say', said })

/** One step of the map, written only if nobody was faster. */
const takeRecoveryStep = async (
  { store, config, clock, log }: Deps,
  person: PersonId,
  event: PinRecoveryEvent,
  more: (until: number) => Omit<PinRecoveryChange, 'mark' | 'to'> = () => ({}),
): Promise<Result<void, RecoveryRefusal>> => {
  const now = clock()
  const { at, mark } = await store.pinRecoveries.of(person)
  const next = advancePinRecovery(at, event, now, config.newPinCooldownMs)
  if (!next.ok) return next
  const written = await store.pinRecoveries.change(person, { mark, to: next.value, ...more(next.value.until) }, now)
  if (!written) return err('raced')
  log('new_pin', { happening: event, to: next.value.state })
  return ok(undefined)
}

/** Whose card it is: without a card that can be used there is no PIN to forget. */
const cardOf = async ({ store }: Deps, person: PersonId): Promise<Card | undefined> => {
  const card = await store.cards.of(person)
  return card?.status === 'revoked' ? undefined : card
}

/** The face again: a plausible one begins the hold, another counts. */
export const acceptFace = async (
  deps: Deps,
  person: PersonId,
  claim: SelfieRequest,
): Promise<Result<void, RecoveryRefusal | SelfieFault>> => {
  if (!(await cardOf(deps, person))) return err('not_at_this_step')
  const now = deps.clock()
  const seen = await judgeSelfie(deps, person, claim, now)
  if (!seen.ok) {
    await takeRecoveryStep(deps, person, 'faceFailed')
    return seen
  }
  const evidence = await keepEvidence(deps, person, claim, seen.value, now)
  const begun = await takeRecoveryStep(deps, person, 'faceSeen', (until) => ({
    evidence,
    jobs: [sayJob({ say: 'newPinAsked', until }), { do: 'sayNewPinReady', notBefore: until }],
  }))
  if (!begun.ok) await deps.vault.erase([evidence])
  return begun
}

/** A face that the phone itself judged not to fit. */
export const countFaceFailure = async (deps: Deps, person: PersonId): Promise<void> => {
  if (await cardOf(deps, person)) await takeRecoveryStep(deps, person, 'faceFailed')
}

/** “Not me” in the mini-app: no PIN needed, because saying no must be quick. */
export const stopRecovery = async (deps: Deps, person: PersonId): Promise<void> => {
  await takeRecoveryStep(deps, person, 'notMe', () => ({
    jobs: [sayJob({ say: 'sentence', sentence: 'newPinStopped' })],
  }))
}

/** What “not me” in the chat would write, with the answer to it; undefined when there is nothing to stop. */
export const planRecoveryStop = async (
  { store, config, clock }: Deps,
  person: PersonId,
): Promise<Pick<PinRecoveryChange, 'mark' | 'to'> | undefined> => {
  const { at, mark } = await store.pinRecoveries.of(person)
  const next = advancePinRecovery(at, 'notMe', clock(), config.newPinCooldownMs)
  return next.ok ? { mark, to: next.value } : undefined
}

/** The new PIN, once the hold is over. */
export const chooseNewPin = async (
  deps: Deps,
  person: PersonId,
  pin: string,
  picture: PinPicture,
): Promise<Result<void, RecoveryRefusal | PinFault>> => {
  const card = await cardOf(deps, person)
  if (!card) return err('not_at_this_step')
  const hashed = await newPinHash(deps, pin, picture, card.data)
  if (!hashed.ok) return hashed
  return takeRecoveryStep(deps, person, 'pinChosen', () => ({
    pin: hashed.value,
    jobs: [sayJob({ say: 'sentence', sentence: 'newPinSet' })],
  }))
}

/** Whether the hold is over and nobody stopped it. */
export const newPinReady = async ({ store, clock }: Deps, person: PersonId): Promise<boolean> =>
  pinRecoveryView((await store.pinRecoveries.of(person)).at, clock())?.state === 'ready'
