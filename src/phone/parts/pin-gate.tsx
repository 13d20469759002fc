// Asks for the PIN before the card is shown, sent or changed. Shows a wrong PIN and the wait while the PIN is locked.
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { ServiceRefusal } from '../../core/contract/call.ts'
import type { Answer } from '../api.ts'
import { useApp } from '../app-context.ts'
import { Link } from './button.tsx'
import { PinPad } from './pin-pad.tsx'
import { isPinClosed, PinRefusalNotice, useRemainingWait } from './pin-refusal.tsx'
import { BackButton } from './screen.tsx'

type Props<T> = {
  /** What the PIN is for. */
  title: string
  call: (pin: string) => Promise<Answer<T>>
  onDone: (value: T) => void
  onClose: () => void
  /** What helps while there is no signal. */
  offline?: string
  /** Shown above the picture, e.g. the choice of the scope. */
  children?: ComponentChildren
}

export const PinGate = <T,>({ title, call, onDone, onClose, offline, children }: Props<T>) => {
  const { words, view, go } = useApp()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<ServiceRefusal>()
  const waitMs = useRemainingWait(trouble?.until)
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
        <BackButton onClick={onClose} />
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
      disabled={isPinClosed(trouble, waitMs)}
      onComplete={enter}
    >
      {trouble && (
        <>
          <PinRefusalNotice trouble={trouble} waitMs={waitMs} />
          {offline && trouble.reason === 'offline' && <p class="pin-offline">{offline}</p>}
          <Link id="forgot-pin" onClick={() => go('new-pin')}>
            {words.holder.forgotPin}
          </Link>
        </>
      )}
    </PinPad>
  )
}
