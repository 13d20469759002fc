// Edits one field in large type with a fitting keyboard. A Thai name is also shown split into its parts.
import { useState } from 'preact/hooks'
import { normaliseThai, splitName } from '../../core/card/thai-text.ts'
import { useWords } from '../app-context.ts'
import type { FormField } from '../fields.ts'
import { DateEditor } from './date-editor.tsx'
import { useFocusInside } from './focus-inside.ts'

/** `onLeave`: the user pressed Escape, and the value stays as it was. */
type Props = {
  name: FormField
  label: string
  value: string
  onDone: (value: string) => void
  onLeave: () => void
}

const keyboards: Partial<
  Record<FormField, { inputMode?: 'numeric'; lang?: string; autoCapitalize?: 'words' | 'characters' }>
> = {
  idNumber: { inputMode: 'numeric' },
  nameThai: { lang: 'th' },
  address: { lang: 'th' },
  nameEnglish: { lang: 'en', autoCapitalize: 'words' },
  lastNameEnglish: { lang: 'en', autoCapitalize: 'words' },
  laserCode: { lang: 'en', autoCapitalize: 'characters' },
}

const Parts = ({ line }: { line: string }) => {
  const { parts } = useWords().check
  const { title, first, middle, last } = splitName(line)
  return (
    <p class="muted parts">
      {[
        title && `${parts.title} ${title}`,
        first && `${parts.first} ${first}`,
        middle && `${parts.middle} ${middle}`,
        last ? `${parts.last} ${last}` : parts.noLast,
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
  )
}

const TextEditor = ({ name, label, value, onDone, onLeave }: Props) => {
  const words = useWords()
  const [text, setText] = useState(value)
  const form = useFocusInside()
  const shared = {
    value: text,
    'aria-label': label,
    'data-testid': `input-${name}`,
    autoComplete: 'off',
    spellcheck: false,
    ...keyboards[name],
  }
  return (
    <form
      ref={form}
      class="editor"
      onKeyDown={(event) => event.key === 'Escape' && onLeave()}
      onSubmit={(event) => {
        event.preventDefault()
        onDone(normaliseThai(text))
      }}
    >
      {name === 'address' ? (
        <textarea {...shared} rows={3} onInput={(event) => setText(event.currentTarget.value)} />
      ) : (
        <input {...shared} type="text" enterKeyHint="done" onInput={(event) => setText(event.currentTarget.value)} />
      )}
      {name === 'nameThai' && <Parts line={text} />}
      {name === 'laserCode' && <p class="muted parts">{words.check.laserHint}</p>}
      <button type="submit" class="button" data-testid={`done-${name}`}>
        {words.check.done}
      </button>
    </form>
  )
}

export const FieldEditor = (props: Props) =>
  props.name === 'birthDate' || props.name === 'issueDate' || props.name === 'expiry' ? (
    <DateEditor {...props} lifelong={props.name === 'expiry'} />
  ) : (
    <TextEditor {...props} />
  )
