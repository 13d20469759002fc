// One field of the card: the strip of the photo, the value read, and answers that settle a doubtful reading in one tap.
import { useEffect, useRef, useState } from 'preact/hooks'
import { bangkokDay, fromIsoDigits, toIsoDigits } from '../../core/card/thai-date.ts'
import { splitName, titles, withTitleAsTyped } from '../../core/card/thai-text.ts'
import { useApp, useWords } from '../app-context.ts'
import type { ReadField } from '../draft.ts'
import type { FormField } from '../fields.ts'
import { differenceOf, isLetter } from '../form/differing.ts'
import { datesMeant, typedFrom } from '../form/typed-date.ts'
import { advice } from '../reasons.ts'
import { FieldEditor } from './field-editor.tsx'
import { Icon } from './icon.tsx'
import { JpegPicture } from './picture.tsx'
import { useFieldText } from './use-field-text.ts'

type Props = { name: FormField; field: ReadField; fault?: string; onChange: (value: string) => void }

const isDate = (name: FormField) => name === 'birthDate' || name === 'issueDate' || name === 'expiry'

/** The value; letters that differ from the first candidate are marked. */
const Value = ({ field, text }: { field: ReadField; text: string }) => {
  const [candidate] = field.candidates
  if (field.confirmed || field.status !== 'doubtful' || !candidate) return <>{text}</>
  const { before, ours, after } = differenceOf(text, candidate)
  return (
    <>
      {before}
      <mark>{ours}</mark>
      {after}
    </>
  )
}

const Doubt = ({ name, field, onChange }: Props) => {
  const words = useWords()
  const spell = useFieldText(name)
  const dates = isDate(name)
  const [candidate] = field.candidates
  const split = candidate && !dates ? differenceOf(field.value, candidate) : undefined
  // A question that names both readings is easy to answer only if they differ in a single letter.
  const oneLetter = split && isLetter(split.ours) && isLetter(split.theirs)
  const question = oneLetter ? words.check.which(split.theirs, split.ours) : words.check.doubtful
  return (
    <div class="doubt">
      <p class="field-fault">
        <Icon name="warning" />
        {field.status === 'missing' ? words.check.missing : question}
      </p>
      <div class="answers">
        {field.status === 'doubtful' && (
          <button type="button" class="answer" data-testid={`same-${name}`} onClick={() => onChange(field.value)}>
            <Icon name="check" />
            {words.check.same}
          </button>
        )}
        {field.candidates.map((other) => (
          <button
            key={other}
            type="button"
            class="answer"
            data-testid={`candidate-${name}`}
            onClick={() => onChange(other)}
          >
            {spell(other)}
          </button>
        ))}
        {field.status === 'missing' && (name === 'lastNameEnglish' || name === 'address' || name === 'laserCode') && (
          <button type="button" class="answer" onClick={() => onChange('')}>
            {words.check.nothing}
          </button>
        )}
      </div>
    </div>
  )
}

/** Offers the dates that an impossible one may mean, such as 2530 where somebody typed 1987. */
const DatesMeant = ({ name, field, onChange }: Props) => {
  const { now } = useApp()
  const spell = useFieldText(name)
  if (!isDate(name) || field.value === 'lifelong' || fromIsoDigits(field.value).ok) return null
  const meant = datesMeant(name, typedFrom(field.value), bangkokDay(now())).map(toIsoDigits)
  if (meant.length === 0) return null
  return (
    <div class="answers">
      {meant.map((value) => (
        <button key={value} type="button" class="answer" data-testid={`meant-${name}`} onClick={() => onChange(value)}>
          {spell(value)}
        </button>
      ))}
    </div>
  )
}

/** Offers to keep the first word as the title, for one that no list of ours knows. */
const TitleAsTyped = ({ field, onChange }: Pick<Props, 'field' | 'onChange'>) => {
  const words = useWords()
  const kept = withTitleAsTyped(field.value)
  return kept === undefined ? null : (
    <div class="answers">
      <button type="button" class="answer" data-testid="title-as-typed" onClick={() => onChange(kept)}>
        {words.check.titleAsTyped(splitName(kept).title ?? '')}
      </button>
    </div>
  )
}

/** Speaks the name, because a wrong tone mark is easier to hear than to see. The title is spoken in full. */
const Listen = ({ line }: { line: string }) => {
  const { words, speech } = useApp()
  const { title, first, middle, last } = splitName(line)
  const long = titles.find(({ thai }) => thai === title)?.long ?? title
  return (
    <div class="answers">
      <button
        type="button"
        class="answer"
        data-testid="listen"
        onClick={() => speech.say([long, first, middle, last].filter(Boolean).join(' '), 'th')}
      >
        <Icon name="sound" />
        {words.check.listen}
      </button>
    </div>
  )
}

/** Opens and closes the editor. When it closes, the focus returns to the button that opened it. */
const useEditing = () => {
  const [editing, setEditing] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)
  useEffect(() => {
    if (wasEditing.current && !editing) opener.current?.focus()
    wasEditing.current = editing
  }, [editing])
  return { editing, setEditing, opener }
}

export const Field = (props: Props) => {
  const { name, field, fault, onChange } = props
  const words = useWords()
  const spell = useFieldText(name)
  const { editing, setEditing, opener } = useEditing()
  const label = words.check.fields[name]
  // The answers disappear once the user gives one. The focus moves to the value:
  // keyboard users must not start at the top.
  const answer = (value: string) => {
    onChange(value)
    opener.current?.focus()
  }
  const unsure = field.status !== 'accepted' && !field.confirmed
  const shownText = unsure && field.value === '' ? words.check.tapToType : spell(field.value)
  const wrong = fault !== undefined && !unsure
  const passed = field.confirmed
    ? words.check.confirmed
    : name in words.check.passed
      ? words.check.passed[name as 'idNumber']
      : undefined
  return (
    <section
      class={`field ${unsure || wrong ? 'flagged' : ''}`}
      data-testid={`field-${name}`}
      data-status={unsure ? field.status : 'sure'}
    >
      <header>
        <h2>{label}</h2>
        {!unsure && !wrong && passed && (
          <p class="passed">
            <Icon name="check" />
            {passed}
          </p>
        )}
      </header>
      <div class="field-box">
        <div class="crops">
          {field.crops.map((crop) => (
            <JpegPicture key={crop} jpeg={crop} alt={words.check.crop(label)} />
          ))}
        </div>
        {editing ? (
          <FieldEditor
            name={name}
            label={label}
            value={field.value}
            onDone={(value) => {
              setEditing(false)
              onChange(value)
            }}
            onLeave={() => setEditing(false)}
          />
        ) : (
          <button
            ref={opener}
            type="button"
            class="value"
            aria-label={`${words.check.edit(label)}: ${shownText}`}
            onClick={() => setEditing(true)}
          >
            <span data-testid={`value-${name}`}>
              <Value field={field} text={shownText} />
            </span>
            <Icon name="pencil" />
          </button>
        )}
      </div>
      {unsure && !editing && <Doubt {...props} onChange={answer} />}
      {!editing && <DatesMeant {...props} onChange={answer} />}
      {name === 'nameThai' && !editing && field.value !== '' && <Listen line={field.value} />}
      {wrong && (
        <p class="field-fault" role="alert" data-testid={`fault-${name}`} data-reason={fault}>
          <Icon name="warning" />
          <span>
            {advice(words, fault).title}
            <br />
            <span class="muted">{advice(words, fault).todo.join(' · ')}</span>
          </span>
        </p>
      )}
      {wrong && fault === 'title_missing' && !editing && <TitleAsTyped field={field} onChange={answer} />}
    </section>
  )
}
