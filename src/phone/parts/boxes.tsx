// Small shared boxes: rows with an icon, a note, a refusal, a progress bar and a waiting message.
import type { ComponentChildren } from 'preact'
import type { ServiceRefusal } from '../../core/contract/call.ts'
import { useWords } from '../app-context.ts'
import { advice } from '../reasons.ts'
import { Icon, type IconName } from './icon.tsx'
import { Phrases } from './phrases.tsx'

type Row = { icon: IconName; ok?: boolean; title: string; text: string }

export const Rows = ({ rows }: { rows: readonly Row[] }) => (
  <ul class="rows">
    {rows.map(({ icon, ok, title, text }) => (
      <li key={title}>
        <Icon name={icon} class={ok ? 'ok' : ''} />
        <div>
          <b>{title}</b>
          <span class="muted">
            <Phrases text={text} />
          </span>
        </div>
      </li>
    ))}
  </ul>
)

export const Note = ({
  icon = 'info',
  tone = '',
  children,
}: {
  icon?: IconName
  tone?: string
  children: ComponentChildren
}) => (
  <div class={`note ${tone}`}>
    <Icon name={icon} />
    <div>{children}</div>
  </div>
)

/** A list of what to do next, for cases that one button cannot cover. */
export const NextSteps = ({ todo }: { todo: readonly string[] }) =>
  todo.length === 0 ? null : (
    <Note>
      {todo.map((text) => (
        <p key={text}>
          <Phrases text={text} />
        </p>
      ))}
    </Note>
  )

/** Shows why the service refused, above the button that tries again. */
export const RefusalNotice = ({ trouble }: { trouble: ServiceRefusal | undefined }) => {
  const words = useWords()
  if (!trouble) return null
  const { title, todo } = advice(words, trouble.reason)
  return (
    <div class="trouble" role="alert" data-testid="trouble" data-reason={trouble.reason}>
      <Icon name="warning" />
      <div>
        <b>{title}</b>
        {todo.join(' · ')}
      </div>
    </div>
  )
}

/** `fraction`: 0–1. */
export const ProgressBar = ({ fraction, label }: { fraction: number; label: string }) => {
  const percent = Math.round(fraction * 100)
  return (
    <div
      class="bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <i style={{ width: `${percent}%` }} />
    </div>
  )
}

export const Waiting = ({ text }: { text: string }) => (
  <div class="centred" role="status">
    <div class="seam" />
    <p>
      <Phrases text={text} />
    </p>
  </div>
)
