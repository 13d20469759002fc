// Shows the enrolment's progress as seven stitches: finished steps are filled, the current one is wider.
import { plan, progressSteps, type Step } from '../../core/journey/map.ts'
import { useWords } from '../app-context.ts'

const all = Array.from({ length: progressSteps }, (_, i) => i + 1)

export const ProgressSteps = ({ at }: { at: number }) => {
  const words = useWords()
  return (
    <div
      class="stitches"
      role="progressbar"
      aria-label={words.progress(at, progressSteps)}
      aria-valuemin={1}
      aria-valuemax={progressSteps}
      aria-valuenow={at}
      aria-valuetext={words.progress(at, progressSteps)}
    >
      {all.map((n) => (
        <i key={n} class={n < at ? 'done' : n === at ? 'now' : ''} />
      ))}
    </div>
  )
}

export const Progress = ({ step }: { step: Step }) => {
  const words = useWords()
  const at = plan[step].progressStep
  if (!at) return null
  return (
    <div class="progress">
      <p class="said">
        <b>{words.progress(at, progressSteps)}</b>
        <span>{words.stepNames[step]}</span>
      </p>
      <ProgressSteps at={at} />
    </div>
  )
}
