// Confirmation of the card's data: checked again here, then sent to the population register.
import { type CardDraft, checkCardData, type DataFault } from '../../core/card/card.ts'
import { bangkokDay } from '../../core/card/thai-date.ts'
import { err, type Result } from '../../core/result.ts'
import type { Deps } from '../deps.ts'
import type { Enrolment, Facts, Job, PersonId, QueuedJob } from '../model.ts'
import { type ApplyRefusal, apply } from './apply.ts'

/**
 * The phone's report on the reading: fields that were corrected by hand, and
 * whether the card was photographed off a screen.
 */
type ReadingReport = Pick<Required<Facts>, 'corrected' | 'onScreen'>

/** Records the data that the person confirmed. Errors: a data fault, or the refusal of the journey. */
export const confirmData = async (
  deps: Deps,
  person: PersonId,
  draft: CardDraft,
  report: ReadingReport,
): Promise<Result<Enrolment, ApplyRefusal | DataFault>> => {
  const checked = checkCardData(draft, bangkokDay(deps.clock()))
  if (!checked.ok) return err(checked.reason)
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

/** Does one `askRegister` job. False: no answer yet, try again later. */
export const askPopulationRegister = async (deps: Deps, { person, attempts }: QueuedJob): Promise<boolean> => {
  const { facts, progress } = await deps.store.enrolments.load(person, deps.clock())
  if (progress.step !== 'register' || !facts.data) return true

  const holder = await deps.store.holderOf(facts.data.idNumber)
  if (holder && holder !== person) {
    await apply(deps, person, { type: 'registerBarred', reason: 'id_has_card' }, { jobs: [{ do: 'warn', holder }] })
    return true
  }

  const answer = await deps.populationRegister(facts.data)
  const late = attempts > 0
  switch (answer.answer) {
    case 'silent':
      return false
    case 'valid':
      await apply(
        deps,
        person,
        { type: 'registerConfirmed' },
        {
          facts: (before) => ({ ...before, document: 'registry' }),
          jobs: lateMessage(late, 'registerConfirmed', 'selfie'),
        },
      )
      return true
    case 'none':
      await apply(deps, person, { type: 'registerSkipped' }, { facts: (before) => ({ ...before, document: 'read' }) })
      return true
    case 'disagrees':
      await apply(
        deps,
        person,
        { type: 'registerDisagreed' },
        { jobs: lateMessage(late, 'registerDisagrees', 'checkData') },
      )
      return true
    case 'barred':
      await apply(deps, person, { type: 'registerBarred', reason: answer.reason })
      return true
  }
}
