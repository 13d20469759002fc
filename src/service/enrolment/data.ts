// The confirmed data of the card: checked again here, then the register is asked.
import { type CardDraft, checkCardData, type DataFault } from '../../core/card/card.ts'
import { bangkokDay } from '../../core/card/thai-date.ts'
import { err, type Result } from '../../core/result.ts'
import type { Deps } from '../deps.ts'
import type { Enrolment, Facts, Job, PersonId, QueuedJob } from '../model.ts'
import { type ApplyRefusal, apply } from './apply.ts'

/** What the phone says of the reading: fields that were typed over, and whether the card looked photographed off a screen. */
type ReadingReport = Pick<Required<Facts>, 'corrected' | 'onScreen'>

/** Takes what the person confirmed. */
export const confirmData = async (
  deps: Deps,
  person: PersonId,
  draft: CardDraft,
  told: ReadingReport,
): Promise<Result<Enrolment, ApplyRefusal | DataFault>> => {
  const checked = checkCardData(draft, bangkokDay(deps.clock()))
  if (!checked.ok) return err(checked.reason)
  const facts = (before: Facts): Facts => ({ ...before, data: checked.value, ...told })
  return apply(deps, person, { type: 'dataConfirmed' }, { facts })
}

/** Somebody waits in the chat only when the register did not answer at once. */
const told = (
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

/** Works one `askPopulationRegister` order. False: no answer yet, ask again later. */
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
          jobs: told(late, 'registerConfirmed', 'selfie'),
        },
      )
      return true
    case 'none':
      await apply(deps, person, { type: 'registerSkipped' }, { facts: (before) => ({ ...before, document: 'read' }) })
      return true
    case 'disagrees':
      await apply(deps, person, { type: 'registerDisagreed' }, { jobs: told(late, 'registerDisagrees', 'checkData') })
      return true
    case 'barred':
      await apply(deps, person, { type: 'registerBarred', reason: answer.reason })
      return true
  }
}
