// The PIN sheet: the user's own picture, eight cells and ten keys in a fixed order.
// No text field, so no keyboard app sees the PIN.
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { PinPicture } from '../../core/pin/pictures.ts'
import { pinLength } from '../../core/pin/rules.ts'
import { useWords } from '../app-context.ts'
import { Icon } from './icon.tsx'
import { Title } from './phrases.tsx'
import { PinPictureImage } from './pin-picture.tsx'
import { useFit } from './use-fit.ts'

const keys = [1, 2, 3, 4, 5, 6, 7, 8, 9]

type Props = {
  picture: PinPicture
  title: string
  /** Shown above the picture: the progress or a close button. */
  head: ComponentChildren
  /** Shown under the cells: why the last PIN was refused. */
  children?: ComponentChildren
  busy: boolean
  /** No digit can be entered, e.g. while the PIN is locked. */
  disabled?: boolean
  onComplete: (pin: string) => void
}

const Cells = ({ pin, shown }: { pin: string; shown: boolean }) => (
  <div class="cells" aria-hidden="true">
    {Array.from({ length: pinLength }, (_, i) => (
      <i key={i} class={i < pin.length ? 'full' : i === pin.length ? 'now' : ''}>
        {shown ? pin[i] : ''}
      </i>
    ))}
  </div>
)

export const PinPad = ({ picture, title, head, children, busy, disabled, onComplete }: Props) => {
  const words = useWords()
  const [pin, draw] = useState('')
  const [shown, setShown] = useState(false)
  const top = useFit<HTMLDivElement>(3)
  /** The digits so far: keys may follow each other faster than the page is drawn. */
  const typed = useRef('')
  const setPin = (digits: string) => {
    typed.current = digits
    draw(digits)
  }
  const press = (digit: number) => {
    if (busy || disabled || typed.current.length === pinLength) return
    const next = typed.current + digit
    setPin(next)
    if (next.length < pinLength) return
    onComplete(next)
    setPin('')
    setShown(false)
  }
  // Loaded while the person types.
  useEffect(() => void import('../pin-stretch.ts').catch(() => undefined), [])
  // A physical keyboard works too; its digits go only into this PIN.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (/^\d$/.test(event.key)) press(Number(event.key))
      if (event.key === 'Backspace') setPin(typed.current.slice(0, -1))
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })
  return (
    <div class="pin-backdrop">
      <main class="pin-sheet" data-testid="pin-sheet" aria-busy={busy}>
        <div class="pin-top" ref={top}>
          {head}
          <div class="note thread pin-own">
            <PinPictureImage name={picture} />
            <p>
              <strong>{words.pin.pictures[picture]}</strong> {words.pin.yourPicture}
              <span class="pin-warning">{words.pin.notYours}</span>
            </p>
          </div>
          <Title text={busy ? words.pin.checking : title} />
          <Cells pin={pin} shown={shown} />
          <p class="unseen" role="status">
            {words.pin.typed(pin.length)}
          </p>
          {children ?? (
            <p class="pin-safe">
              <Icon name="lock" />
              {words.pin.safety}
            </p>
          )}
        </div>
        <div class="keypad">
          {keys.map((digit) => (
            <Key key={digit} digit={digit} press={press} disabled={disabled} />
          ))}
          <button
            type="button"
            class="key side"
            aria-label={shown ? words.pin.hide : words.pin.show}
            onClick={() => setShown(!shown)}
          >
            <Icon name={shown ? 'eyeOff' : 'eye'} />
          </button>
          <Key digit={0} press={press} disabled={disabled} />
          <button
            type="button"
            class="key side"
            aria-label={words.pin.erase}
            data-testid="pin-key-erase"
            onClick={() => setPin(typed.current.slice(0, -1))}
          >
            <Icon name="erase" />
          </button>
        </div>
      </main>
    </div>
  )
}

const Key = ({ digit, press, disabled }: { digit: number; press: (digit: number) => void; disabled?: boolean }) => (
  <button type="button" class="key" disabled={disabled} data-testid={`pin-key-${digit}`} onClick={() => press(digit)}>
    {digit}
  </button>
)
