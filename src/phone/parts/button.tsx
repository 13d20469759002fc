// Buttons. A screen has one primary action, within reach of the thumb; a choice has two buttons of equal weight.
import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'
import { Phrases } from './phrases.tsx'

type Props = {
  id?: string
  icon?: IconName
  busy?: boolean
  disabled?: boolean
  /** The action is not possible yet; a tap leads to what is missing. */
  waiting?: boolean
  outline?: boolean
  /** The action ends or refuses something: drawn in the warning colour. */
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
    <span>{typeof children === 'string' ? <Phrases text={children} /> : children}</span>
  </button>
)

export const Link = ({ id, stops, onClick, children }: Pick<Props, 'id' | 'stops' | 'onClick' | 'children'>) => (
  <button type="button" class={stops ? 'link stops' : 'link'} data-testid={id} onClick={onClick}>
    {children}
  </button>
)
