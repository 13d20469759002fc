// Confirmation of the card's data: checked again here, then sent to the population register.
import { type CardDraft, checkCardData, type DataFault, type DocumentAssurance } from '../../core/card/card.ts'
import type { PopulationRegisterAnswer } from '../../core/card/population-register.ts'
import { documentOf, namesFit, type ReadingReport } from '../../core/card/reading-report.ts'
import { seenDocument } from '../../core/card/real-card.ts'
import { bangkokDay } from '../../core/card/thai-date.ts'
import { err, type Result } from '../../core/result.ts'
import type { Deps } from '../deps.ts'
import type { Enrolment, Facts, Job, PersonId, QueuedJob } from '../model.ts'
import { type ApplyRefusal, apply, applyTo } from './apply.ts'
import { withKnownFailures } from './face-failures.ts'
import { valuesDigest } from './values-digest.ts'

/**
 * What the phone reports on the reading, and whether the user confirmed names that do not fit together.
 * `onScreen`: the card seems to be photographed off a screen.
 */
type Report = ReadingReport & { onScreen: boolean; namesConfirmed: boolean }

/**
 * Records the data that the person confirmed. Errors: a data fault; `names_differ` until the person has confirmed a Thai
 * and an English name that do not fit together; the refusal of the journey.
 */
export const confirmData = async (
  deps: Deps,
  person: PersonId,
  draft: CardDraft,
  { namesConfirmed, corrected, doubtful, onScreen }: Report,
): Promise<Result<Enrolment, ApplyRefusal | DataFault | 'names_differ'>> => {
  const checked = checkCardData(draft, bangkokDay(deps.clock()))
  if (!checked.ok) return err(checked.reason)
  if (!namesConfirmed && !namesFit(checked.value)) return err('names_differ')
  const report = { corrected: [...corrected], doubtful: [...doubtful], onScreen }
  const facts = (before: Facts): Facts => ({ ...before, data: checked.value, ...report })
  return apply(deps, person, { type: 'dataConfirmed' }, { facts })
}

/**
 * The message about a late answer. If the register answered at once, the
 * page shows the result and no message is needed.
 */
const lateMessage = (
  late: boolean,
  sentence: 'registerConfirmed' | 'registerDisagrees',
  step: 'selfie' | 'checkData',
): Job[] =>
  late
    ? [
        {
          do: 'say',
          said: [
            { say: 'sentence', sentence },
            { say: 'step', step },
          ],
        },
      ]
    : []

/** The assurance where no register answers: what the phone reported on its reading decides. */
const documentWithoutRegister = ({ corrected = [], doubtful = [] }: Facts): DocumentAssurance =>
  documentOf({ corrected, doubtful })

/** What the person reads in the chat once an officer has signed and the register was asked: on to the PIN. */
const counterMessage: Job[] = [
  {
    do: 'say',
    said: [
      { say: 'sentence', sentence: 'counterSigned' },
      { say: 'step', step: 'setPin' },
    ],
  },
]

/**
 * The register's answer about a real card that an officer read. It raises the document, or sends the person back to the
 * counter with the reason. False: no answer yet.
 */
const settleCounter = async (
  deps: Deps,
  read: Enrolment,
  { answer, ...told }: PopulationRegisterAnswer,
): Promise<boolean> => {
  if (answer === 'silent') return false
  if (answer === 'valid' || answer === 'none') {
    const word = answer === 'none' ? 'read' : 'trial' in told ? 'trial' : 'registry'
    const document = seenDocument(word, deps.config.issuer.id)
    const documentOf = read.facts.data && (await valuesDigest(read.facts.data))
    const facts = (before: Facts): Facts => ({ ...before, document, documentOf })
    await applyTo(deps, read, { type: 'counterConfirmed' }, { facts, jobs: counterMessage })
    return true
  }
  const reason = 'reason' in told ? told.reason : 'register_differs'
  const facts = (before: Facts): Facts => ({ ...before, counter: undefined })
  const unkept: Job[] = read.facts.counter ? [{ do: 'unkeep', vault: [read.facts.counter.portrait] }] : []
  await applyTo(deps, read, { type: 'registerBarred', reason }, { facts, jobs: unkept })
  return true
}

/**
 * Does one `askRegister` job. False: no answer yet, try again later. The answer belongs to the values that were asked
 * about: it is dropped if the person started over meanwhile, and the job of the new values asks anew.
 */
export const askPopulationRegister = async (deps: Deps, { person, attempts }: QueuedJob): Promise<boolean> => {
  const read = await deps.store.enrolments.load(person, deps.clock())
  const { data } = read.facts
  if (read.progress.step !== 'register' || !data) return true
  // Faces that were refused for this account or number lead past the selfie, to the counter.
  const asked = await withKnownFailures(deps, read)

  const { counter } = read.facts
  const holder = await deps.store.holderOf(data.idNumber)
  // Whoever an officer saw gets the number back when the card is issued.
  if (holder && holder !== person && !counter) {
    await applyTo(deps, asked, { type: 'registerBarred', reason: 'id_has_card' }, { jobs: [{ do: 'warn', holder }] })
    return true
  }

  const answer = await deps.populationRegister(data)
  if (counter) return settleCounter(deps, read, answer)
  const late = attempts > 0
  switch (answer.answer) {
    case 'silent':
      return false
    case 'valid': {
      const confirmed = await valuesDigest(data)
      const document = answer.trial ? 'trial' : 'registry'
      await applyTo(
        deps,
        asked,
        { type: 'registerConfirmed' },
        {
          facts: (before) => ({ ...before, document, documentOf: confirmed }),
          jobs: lateMessage(late, 'registerConfirmed', 'selfie'),
        },
      )
      return true
    }
    case 'none':
      await applyTo(
        deps,
        asked,
        { type: 'registerSkipped' },
        { facts: (before) => ({ ...before, document: documentWithoutRegister(before), documentOf: undefined }) },
      )
      return true
    case 'disagrees':
      await applyTo(
        deps,
        asked,
        { type: 'registerDisagreed' },
        { jobs: lateMessage(late, 'registerDisagrees', 'checkData') },
      )
      return true
    case 'barred':
      await applyTo(deps, asked, { type: 'registerBarred', reason: answer.reason })
      return true
  }
}
