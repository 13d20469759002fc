// The steps of a selfie round: looking straight, then the asks given so far.
// The next asks are not known in advance.
import type { Ask } from '../../core/face/asks.ts'
import { useWords } from '../app-context.ts'
import { Icon, type IconName } from '../parts/icon.tsx'
import type { SelfieGuideState } from '../phone-vision.ts'

const icons: Record<'centre' | Ask, IconName> = {
  centre: 'face',
  turnLeft: 'arrowLeft',
  turnRight: 'arrowRight',
  lookUp: 'arrowUp',
  blink: 'eyeOff',
}
const challenging: readonly SelfieGuideState['hint'][] = [
  'turn_left',
  'turn_right',
  'look_up',
  'blink',
  'back_to_centre',
  'done',
]

type Props = { asks: readonly Ask[]; of: number; done: number; hint: SelfieGuideState['hint'] }

/** Looking straight is done from the first command on; `done` counts only the challenge's asks. */
const positionOf = ({ done, hint }: Props) => (done > 0 || challenging.includes(hint) ? done + 1 : 0)

/** The steps in order; undefined for an ask that is not known yet. */
const stepsOf = ({ asks, of }: Props): ('centre' | Ask | undefined)[] =>
  Array.from({ length: 1 + of }, (_, i) => (i === 0 ? 'centre' : asks[i - 1]))

export const SelfieSteps = (props: Props) => {
  const words = useWords()
  const at = positionOf(props)
  return (
    <ol class="steps">
      {stepsOf(props).map((step, i) => (
        <li
          key={step ?? i}
          class={i < at ? 'done' : i === at ? 'now' : ''}
          aria-current={i === at ? 'step' : undefined}
        >
          <span class="dot">
            <Icon name={i < at ? 'check' : step ? icons[step] : 'dots'} />
          </span>
          {step ? words.selfie.steps[step] : words.selfie.steps.unknown}
        </li>
      ))}
    </ol>
  )
}
