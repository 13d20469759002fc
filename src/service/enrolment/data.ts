// Confirmation of the card's data: checked again here, then sent to the population register.
import { type CardDraft, checkCardData, type DataFault } from '../../core/card/card.ts'
import { bangkokDay } from '../../core/card/thai-date.ts'
import { err, type Result } from '../../core/result.ts'
import type { Deps } from '../deps.ts'
import type { Enrolment, Facts, Job, PersonId, QueuedJob } from '../model.ts'
import { type ApplyRefusal, apply, applyTo } from './apply.ts'
import { valuesDigest } from './values-digest.ts'

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

/**
 * Does one `askRegister` job. False: no answer yet, try again later. The answer belongs to the values that were asked
 * about: it is dropped if the person started over meanwhile, and the job of the new values asks anew.
 */
export const askPopulationRegister = async (deps: Deps, { person, attempts }: QueuedJob): Promise<boolean> => {
  const asked = await deps.store.enrolments.load(person, deps.clock())
  const { data } = asked.facts
  if (asked.progress.step !== 'register' || !data) return true

  const holder = await deps.store.holderOf(data.idNumber)
  if (holder && holder !== person) {
    await applyTo(deps, asked, { type: 'registerBarred', reason: 'id_has_card' }, { jobs: [{ do: 'warn', holder }] })
    return true
  }

  const answer = await deps.populationRegister(data)
  const late = attempts > 0
  switch (answer.answer) {
    case 'silent':
      return false
    case 'valid': {
      const documentOf = await valuesDigest(data)
      const document = answer.trial ? 'trial' : 'registry'
      await applyTo(
        deps,
        asked,
        { type: 'registerConfirmed' },
        {
          facts: (before) => ({ ...before, document, documentOf }),
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
        { facts: (before) => ({ ...before, document: 'read', documentOf: undefined }) },
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
