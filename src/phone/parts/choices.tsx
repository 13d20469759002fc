// Choices as native radio buttons, either a list with a sentence for each choice or a row of words.
import type { ComponentChildren } from 'preact'
import type { Scope } from '../../core/card/token-claims.ts'
import { useWords } from '../app-context.ts'

type Choice<T> = { value: T; label: string; text?: string }
type Props<T> = {
  name: string
  title: string
  choices: readonly Choice<T>[]
  chosen: T
  onChoose: (value: T) => void
  row?: boolean
}

export const Choices = <T extends string | number>({ name, title, choices, chosen, onChoose, row }: Props<T>) => (
  <fieldset class={row ? 'choices row' : 'choices'}>
    <legend>{title}</legend>
    <div>
      {choices.map(({ value, label, text }) => (
        <label key={value} class={value === chosen ? 'chosen' : ''}>
          <input
            type="radio"
            name={name}
            checked={value === chosen}
            data-testid={`${name}-${value}`}
            onChange={() => onChoose(value)}
          />
          <span>
            <b>{label}</b>
            {text && <span class="muted">{text}</span>}
          </span>
        </label>
      ))}
    </div>
  </fieldset>
)

/** `offered`: the scopes to choose from; a pass has fewer. */
type ScopeProps<S extends Scope> = {
  chosen: S
  onChoose: (scope: S) => void
  row?: boolean
  offered: readonly S[]
  /** Replaces what is said of the scopes with a name, for a way of handing over that shortens the name. */
  told?: Partial<Readonly<Record<Scope, { name: string; text: string }>>>
}
export const ScopeChoices = <S extends Scope>({ offered, told = {}, ...props }: ScopeProps<S>) => {
  const { scopes: words } = useWords().holder
  const choices = offered.map((scope) => ({
    value: scope,
    label: (told[scope] ?? words[scope]).name,
    ...(!props.row && { text: (told[scope] ?? words[scope]).text }),
  }))
  return <Choices name="scope" title={words.title} choices={choices} {...props} />
}

type SwitchProps = { id: string; on: boolean; onChange: (on: boolean) => void; children: ComponentChildren }
export const Switch = ({ id, on, onChange, children }: SwitchProps) => (
  <label class="switch">
    <span>{children}</span>
    <input
      type="checkbox"
      role="switch"
      aria-checked={on}
      checked={on}
      data-testid={id}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  </label>
)
