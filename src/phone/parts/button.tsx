// Buttons: one primary action a screen, at the thumb; a choice has two of equal weight.
import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

type Props = {
  id?: string
  icon?: IconName
  busy?: boolean
  disabled?: boolean
  /** Not ready yet, and a tap says what is missing. */
  waiting?: boolean
  outline?: boolean
  /** Ends or refuses something: the colour of stopping, with its word. */
  stops?: boolean
  onClick: () => void
  children: ComponentChildren
}

export const Button = ({ id, icon, busy, disabled, waiting, outline, stops, onClick, children }: Props) => (
  <button
    type="button"
    class={`button ${outline || stops ? 'outline' : ''} ${stops ? 'stops' : ''}`}
    disabled={disabled}
    aria-busy={busy}
    aria-disabled={waiting}
    data-testid={id}
    onClick={() => !busy && onClick()}
  >
    {icon && <Icon name={icon} />}
    <span>{children}</span>
  </button>
)

export const Link = ({ id, onClick, children }: Pick<Props, 'id' | 'onClick' | 'children'>) => (
  <button type="button" class="link" data-testid={id} onClick={onClick}>
    {children}
  </button>
)
