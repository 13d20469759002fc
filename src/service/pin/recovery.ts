// Recovery of a forgotten PIN: a new face check, a cooldown that the chat announces, a confirmation by examiner, reviewer
// or officer, and then a new PIN. The state machine in core/pin/recovery.ts decides which step is allowed.
import { toBase64Url } from '../../core/base64.ts'
import type { SelfieFault } from '../../core/face/selfie.ts'
import type { SelfieRequest } from '../../core/face/selfie-request.ts'
import { advancePinRecovery, type PinRecoveryRefusal, pinRecoveryView } from '../../core/pin/recovery.ts'
import type { PinFault } from '../../core/pin/rules.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Deps } from '../deps.ts'
import type { Card, Job, PersonId, PinRecoveryChange } from '../model.ts'
import { freeHelpCode } from '../platform/free-code.ts'
import { judgeSelfie, keepEvidence } from '../selfie/judge.ts'
import { comparesFaces, officerJobs } from './confirmation.ts'
import { type NewPin, newPinHash } from './pin.ts'

type PinRecoveryEvent = Parameters<typeof advancePinRecovery>[1]
/** `raced`: another phone or the chat wrote first. */
type RecoveryRefusal = PinRecoveryRefusal | 'raced'

const sayJob = (...said: Extract<Job, { do: 'say' }>['said']): Job => ({ do: 'say', said })

const readyJob = (until: number): Job => ({ do: 'sayNewPinReady', notBefore: until })

/** One step of the recovery, written only if no other write came first. */
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

/** The person's usable card. Without one there is no PIN to recover. */
const cardOf = async ({ store }: Deps, person: PersonId): Promise<Card | undefined> => {
  const card = await store.cards.of(person)
  return card?.status === 'revoked' ? undefined : card
}

/** The face check of a recovery. A plausible face starts the cooldown; any other counts as a failure. */
export const acceptFace = async (
  deps: Deps,
  person: PersonId,
  claim: SelfieRequest,
): Promise<Result<void, RecoveryRefusal | SelfieFault>> => {
  const card = await cardOf(deps, person)
  if (!card) return err('not_at_this_step')
  const now = deps.clock()
  const judgement = await judgeSelfie(deps, person, claim, now)
  if (!judgement.ok) {
    await takeRecoveryStep(deps, person, 'faceFailed')
    return judgement
  }
  const evidence = await keepEvidence(deps, person, claim, judgement.value, now)
  const code = (await comparesFaces(deps, card)) ? undefined : await freeHelpCode(deps)
  const opened = { id: toBase64Url(deps.random(16)), card: card.id, head: judgement.value.head, code }
  const started = await takeRecoveryStep(deps, person, 'faceSeen', (until) => ({
    evidence,
    case: opened,
    jobs: [sayJob({ say: 'newPinAsked', until }), ...(code ? officerJobs(code) : []), readyJob(until)],
  }))
  if (!started.ok) await deps.vault.erase([evidence])
  return started
}

/** The holder goes to an officer instead of showing the face to the phone. A code that was given stays as it is. */
export const askOfficer = async (deps: Deps, person: PersonId): Promise<Result<void, RecoveryRefusal>> => {
  const card = await cardOf(deps, person)
  if (!card) return err('not_at_this_step')
  if ((await deps.store.pins.status(person)).code) return ok(undefined)
  const code = await freeHelpCode(deps)
  // There are no frames: the id names no picture, and ties the case to this recovery.
  const evidence = toBase64Url(deps.random(16))
  const opened = { id: toBase64Url(deps.random(16)), card: card.id, code }
  const { at } = await deps.store.pinRecoveries.of(person)
  const announced = pinRecoveryView(at, deps.clock()) !== undefined
  return takeRecoveryStep(deps, person, 'officerAsked', (until) => ({
    evidence,
    case: opened,
    jobs: [...(announced ? [] : [sayJob({ say: 'newPinAsked', until }), readyJob(until)]), ...officerJobs(code)],
  }))
}

/** Counts a face that the phone itself rejected. */
export const countFaceFailure = async (deps: Deps, person: PersonId): Promise<void> => {
  if (await cardOf(deps, person)) await takeRecoveryStep(deps, person, 'faceFailed')
}

/** “Not me” in the mini-app. It needs no PIN, because it must be quick. */
export const stopRecovery = async (deps: Deps, person: PersonId): Promise<void> => {
  await takeRecoveryStep(deps, person, 'notMe', () => ({
    jobs: [sayJob({ say: 'sentence', sentence: 'newPinStopped' })],
  }))
}

/** What “not me” in the chat writes; undefined if there is nothing to stop. */
export const planRecoveryStop = async (
  { store, config, clock }: Deps,
  person: PersonId,
): Promise<Pick<PinRecoveryChange, 'mark' | 'to'> | undefined> => {
  const { at, mark } = await store.pinRecoveries.of(person)
  const next = advancePinRecovery(at, 'notMe', clock(), config.newPinCooldownMs)
  return next.ok ? { mark, to: next.value } : undefined
}

/** Sets the new PIN after the cooldown. */
export const chooseNewPin = async (
  deps: Deps,
  person: PersonId,
  pin: NewPin,
): Promise<Result<void, RecoveryRefusal | PinFault>> => {
  const card = await cardOf(deps, person)
  if (!card) return err('not_at_this_step')
  const hashed = await newPinHash(deps, pin, card.data)
  if (!hashed.ok) return hashed
  return takeRecoveryStep(deps, person, 'pinChosen', () => ({
    pin: hashed.value,
    jobs: [sayJob({ say: 'sentence', sentence: 'newPinSet' })],
  }))
}
