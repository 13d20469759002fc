// The PIN before something is shown, sent or changed: asks, waits while locked, says what was wrong.
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { ServiceRefusal } from '../../core/contract/call.ts'
import type { Answer } from '../api.ts'
import { useApp } from '../app-context.ts'
import { Link } from './button.tsx'
import { Icon } from './icon.tsx'
import { PinPad } from './pin-pad.tsx'
import { isPinClosed, PinRefusalNotice, useRemainingWait } from './pin-refusal.tsx'

type Props<T> = {
  /** What the PIN is for. */
  title: string
  call: (pin: string) => Promise<Answer<T>>
  onDone: (value: T) => void
  onClose: () => void
  /** Above the picture: what will be shown. */
  children?: ComponentChildren
}

export const PinGate = <T,>({ title, call, onDone, onClose, children }: Props<T>) => {
  const { words, view, go } = useApp()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<ServiceRefusal>()
  const left = useRemainingWait(trouble?.until)
  const enter = async (pin: string) => {
    setBusy(true)
    const answer = await call(pin)
    setBusy(false)
    if (!answer.ok) return setTrouble(answer)
    setTrouble(undefined)
    onDone(answer.value)
  }
  const head = (
    <>
      <header class="head bare">
        <button type="button" class="tool" aria-label={words.close} data-testid="close" onClick={onClose}>
          <Icon name="close" />
        </button>
        <p class="at">{title}</p>
        <span class="tool" />
      </header>
      {children}
    </>
  )
  return (
    <PinPad
      picture={view.pinPicture!}
      title={words.pin.enter}
      head={head}
      busy={busy}
      disabled={isPinClosed(trouble, left)}
      onComplete={enter}
    >
      {trouble && (
        <>
          <PinRefusalNotice trouble={trouble} left={left} />
          <Link id="forgot-pin" onClick={() => go('new-pin')}>
            {words.holder.forgotPin}
          </Link>
        </>
      )}
    </PinPad>
  )
}
