// Seven stitches close the pocket: done is filled, the current one is safflower and wider, to come is an outline.
import { plan, type Step, stitches } from '../../core/journey/map.ts'
import { useWords } from '../app-context.ts'

const all = Array.from({ length: stitches }, (_, i) => i + 1)

export const Stitches = ({ at }: { at: number }) => {
  const words = useWords()
  return (
    <div
      class="stitches"
      role="progressbar"
      aria-valuemin={1}
      aria-valuemax={stitches}
      aria-valuenow={at}
      aria-valuetext={words.progress(at, stitches)}
    >
      {all.map((n) => (
        <i key={n} class={n < at ? 'done' : n === at ? 'now' : ''} />
      ))}
    </div>
  )
}

export const Progress = ({ step }: { step: Step }) => {
  const words = useWords()
  const at = plan[step].stitch
  if (!at) return null
  return (
    <div class="progress">
      <p class="said">
        <b>{words.progress(at, stitches)}</b>
        <span>{words.stepNames[step]}</span>
      </p>
      <Stitches at={at} />
    </div>
  )
}
