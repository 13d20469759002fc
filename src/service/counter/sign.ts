// What an officer decides at the counter: the card as it was read off the real one, with a picture of the person, or a refusal.
import { fromBase64 } from '../../core/base64.ts'
import { type CardData, checkCardData, type DataFault } from '../../core/card/card.ts'
import { faceBudget } from '../../core/card/face-budget.ts'
import { faceFromWebp } from '../../core/card/face-picture.ts'
import { stripJpegMetadata } from '../../core/card/jpeg.ts'
import { agreesWith, mostMismatches } from '../../core/card/real-card.ts'
import { bangkokDay } from '../../core/card/thai-date.ts'
import type { CounterSignature } from '../../core/contract/requests-counter.ts'
import type { DerivedPictures } from '../../core/face/derived-pictures.ts'
import { withoutNumbers } from '../../core/inspection/office-log.ts'
import type { Deps } from '../deps.ts'
import { applyTo } from '../enrolment/apply.ts'
import type { Facts, Job, Reviewer } from '../model.ts'
import type { AtCounter } from '../ports/counter.ts'
import { type CounterRefusal, caseAtHand } from './case.ts'

/** `judged_already`: the person went on, or another officer was faster. */
export type SignRefusal = CounterRefusal | DataFault | 'not_a_picture' | 'card_differs' | 'judged_already'

const pictureOf = async (deps: Deps, data: CardData, given: DerivedPictures) => {
  const portrait = stripJpegMetadata(fromBase64(given.portrait))
  const face = faceFromWebp(fromBase64(given.tinyFace))
  const most = await faceBudget(data, deps.config.origin, bangkokDay(deps.clock()))
  return portrait.ok && face.ok && face.value.length <= most
    ? { portrait: portrait.value, tinyFace: given.tinyFace }
    : undefined
}

const lineOf = (deps: Deps, about: string, { by, subject }: AtCounter, why: string) =>
  ({ at: deps.clock(), by: { ...by, subject }, about, why }) as const

/**
 * Signs: the person, the real card and the picture belong together. The register is asked next, outside this request; the
 * person then sets the PIN and consents. A no of the past about this number is freed by it.
 */
export const signCounter = async (
  deps: Deps,
  code: string,
  at: AtCounter,
  reviewer: Reviewer,
  { card, pictures, why }: Omit<CounterSignature, 'code'>,
): Promise<SignRefusal | undefined> => {
  const found = await caseAtHand(deps, code, reviewer)
  if (typeof found === 'string') return found
  const { of, enrolment } = found
  const checked = checkCardData(card, bangkokDay(deps.clock()))
  if (!checked.ok) return checked.reason
  const data = checked.value
  const confirmed = enrolment.facts.data
  // The page compared before, but what a page says is a claim. After too many tries whatever differs is refused for good.
  if (confirmed && (of.mismatches >= mostMismatches || !agreesWith(data, confirmed))) return 'card_differs'
  const taken = await pictureOf(deps, data, pictures)
  if (!taken) return 'not_a_picture'
  const { person } = of
  const portrait = await deps.vault.put(person, 'portrait', taken.portrait, deps.clock())
  const { selfie, counter: earlier } = enrolment.facts
  const replaced = [...(selfie ? [selfie.portrait, selfie.evidence] : []), ...(earlier ? [earlier.portrait] : [])]
  const facts = (before: Facts): Facts => ({
    ...before,
    data,
    corrected: [],
    doubtful: [],
    onScreen: undefined,
    selfie: undefined,
    counter: { portrait, tinyFace: taken.tinyFace },
  })
  const jobs: Job[] = replaced.length > 0 ? [{ do: 'unkeep', vault: replaced }] : []
  const office = { ...lineOf(deps, of.about, at, why), act: 'counter_signed', said: 'yes' } as const
  const applied = await applyTo(deps, enrolment, { type: 'counterSigned' }, { facts, jobs, office })
  if (!applied.ok) {
    await deps.vault.erase([portrait])
    return 'judged_already'
  }
  await deps.store.outcomes.free(data.idNumber, at.subject, deps.clock())
  deps.log('counter_signed', { reason: of.reason })
  return undefined
}

/** Refuses in writing. The person reads the reason in the chat, keeps the code, and may come again. */
export const refuseCounter = async (
  deps: Deps,
  code: string,
  at: AtCounter,
  reviewer: Reviewer,
  why: string,
): Promise<CounterRefusal | 'judged_already' | undefined> => {
  const found = await caseAtHand(deps, code, reviewer)
  if (typeof found === 'string') return found
  const { of, enrolment } = found
  const told = withoutNumbers(why)
  const facts = (before: Facts): Facts => ({ ...before, counter: undefined, refusal: told })
  const { counter: signed } = enrolment.facts
  const jobs: Job[] = [
    ...(signed ? [{ do: 'unkeep' as const, vault: [signed.portrait] }] : []),
    { do: 'say', said: [{ say: 'help', code, reason: 'counter_refused', told }] },
  ]
  const office = { ...lineOf(deps, of.about, at, why), act: 'counter_refused', said: 'no' } as const
  const applied = await applyTo(deps, enrolment, { type: 'counterRefused' }, { facts, jobs, office })
  if (!applied.ok) return 'judged_already'
  deps.log('counter_refused', { reason: of.reason })
  return undefined
}
