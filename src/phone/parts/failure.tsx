// The screen of a failed photo or selfie: what happened, at most three tips, the tries used, a retry and a help link.
import type { Step } from '../../core/journey/map.ts'
import { triesAllowed } from '../../core/tries.ts'
import { useAct, useApp } from '../app-context.ts'
import { advice } from '../reasons.ts'
import { Note, RefusalNotice } from './boxes.tsx'
import { Button, Link } from './button.tsx'
import type { IconName } from './icon.tsx'
import { Title } from './phrases.tsx'
import { Picture } from './picture.tsx'
import { BareHead, Screen } from './screen.tsx'

type Props = {
  step: Step
  reason: string
  /** The photo or frame that failed. */
  picture?: Blob
  wide?: boolean
  icon?: IconName
  onAgain: () => void
  /** An alternative to trying again, before the user asks an official for help. */
  other?: { label: string; onClick: () => void }
}

export const FailureScreen = ({ step, reason, picture, wide, icon = 'camera', onAgain, other }: Props) => {
  const { words, view } = useApp()
  const { act, busy, trouble } = useAct()
  const { title, todo } = advice(words, reason)
  const used = triesAllowed - view.triesLeft
  const foot = (
    <>
      <RefusalNotice trouble={trouble} />
      <Button id="try-again" icon={icon} onClick={onAgain}>
        {words.tryAgain}
      </Button>
      {other && (
        <Link id="other-way" onClick={other.onClick}>
          {other.label}
        </Link>
      )}
      {view.step !== 'issued' && (
        <Link id="help" onClick={() => !busy && act((api) => api.help())}>
          {words.askHelp}
        </Link>
      )}
    </>
  )
  return (
    <Screen step={step} plain head={<BareHead step={step} />} foot={foot}>
      <div class={`failed ${wide ? 'wide' : ''}`} data-testid="failure" data-reason={reason}>
        {picture && <Picture of={picture} alt="" />}
        <Title text={title} />
      </div>
      {todo.length > 0 && (
        <section>
          <h2>{words.tryThis}</h2>
          <ol class="todo">
            {todo.map((text, i) => (
              <li key={text}>
                <span class="n" aria-hidden="true">
                  {i + 1}
                </span>
                {text}
              </li>
            ))}
          </ol>
        </section>
      )}
      {used > 0 && <Note>{words.triesUsed(used, triesAllowed)}</Note>}
    </Screen>
  )
}
