// The running selfie: one command at a time in large words, with an arrow and a voice. The ring shows the progress.

import { useEffect, useRef, useState } from 'preact/hooks'
import { countdown } from '../../core/card/thai-date.ts'
import { triesAllowed } from '../../core/tries.ts'
import { useApp } from '../app-context.ts'
import { Link } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { useRemainingWait } from '../parts/pin-refusal.tsx'
import { BareHead } from '../parts/screen.tsx'
import { useSpoken } from '../parts/spoken.ts'
import type { SelfieEvidence, SelfieGuideState } from '../phone-vision.ts'
import { SelfieRing } from './selfie-ring.tsx'
import { SelfieSteps } from './selfie-steps.tsx'
import type { SelfieRound } from './use-selfie.ts'

type Props = {
  round: SelfieRound
  onEnd: (result: SelfieEvidence | string) => void
  onOtherWay?: () => void
  onHelp: () => void
  onClose: () => void
}

const useRound = ({ round, onEnd }: Props) => {
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<SelfieGuideState>({
    hint: 'loading',
    helping: false,
    done: 0,
    progress: 0,
    asks: [],
  })
  useEffect(() => {
    const screen = video.current!
    const abort = new AbortController()
    screen.srcObject = round.stream
    const run = async () => {
      await screen.play().catch(() => undefined)
      const result = await round.camera.run(screen, round.source, setState, abort.signal)
      delete document.documentElement.dataset.ask
      if (!abort.signal.aborted) onEnd(result.ok ? result.value : result.reason)
    }
    run()
    return () => abort.abort()
  }, [round])
  return { video, state }
}

export const SelfieLive = (props: Props) => {
  const { words, view } = useApp()
  const { video, state } = useRound(props)
  const remainingMs = useRemainingWait(props.round.challenge.expiresAt)
  const { title, text } = words.selfie.hints[state.hint]
  const more: Partial<Record<SelfieGuideState['hint'], string>> = words.selfie.more
  const hintText = (state.helping && more[state.hint]) || text
  const sound = useSpoken(state.hint === 'loading' ? undefined : `${title} ${hintText}`)
  /** Set once a command takes too long; the help link then stays on the screen. */
  const [helpOffered, setHelpOffered] = useState(false)
  if (state.helping && !helpOffered) setHelpOffered(true)
  return (
    <div class="screen plain selfie">
      <BareHead
        step={view.step}
        onClose={props.onClose}
        tool={
          <button
            type="button"
            class="tool"
            aria-label={sound.on ? words.soundOff : words.soundOn}
            aria-pressed={sound.on}
            onClick={sound.toggle}
          >
            <Icon name={sound.on ? 'sound' : 'soundOff'} />
          </button>
        }
      />
      <main class="coach">
        <div role="status">
          <h1 data-testid="selfie-hint" data-hint={state.hint}>
            {state.hint === 'turn_left' && <Icon name="arrowLeft" />}
            {state.hint === 'look_up' && <Icon name="arrowUp" />}
            {title}
            {state.hint === 'turn_right' && <Icon name="arrowRight" />}
          </h1>
          <p class="muted">
            <Phrases text={hintText} />
          </p>
        </div>
        <div class="oval">
          <video ref={video} playsInline muted aria-label={words.selfie.view} />
          <SelfieRing progress={state.progress} hint={state.hint} />
        </div>
        <SelfieSteps asks={state.asks} of={props.round.challenge.steps} done={state.done} hint={state.hint} />
        <p class="private">
          <Icon name="timer" />
          {words.selfie.timeLeft(countdown(remainingMs))} ·{' '}
          {words.selfie.tryNumber(triesAllowed - view.triesLeft + 1, triesAllowed)}
        </p>
        {props.onOtherWay && (
          <Link id="without-turning" onClick={props.onOtherWay}>
            {words.selfie.withoutTurning}
          </Link>
        )}
        {helpOffered && (
          <Link id="help" onClick={props.onHelp}>
            {words.askHelp}
          </Link>
        )}
      </main>
    </div>
  )
}
