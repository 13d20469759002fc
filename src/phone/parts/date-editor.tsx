// Edits a date in the Buddhist era, as the card prints it. Day and month may be unknown; an expiry may be lifelong.

import { useState } from 'preact/hooks'
import { longMonths } from '../../core/long-dates.ts'
import { useApp } from '../app-context.ts'
import { typedFrom, valueOfTyped, yearDigits } from '../form/typed-date.ts'
import { useFocusInside } from './focus-inside.ts'

type Props = {
  name: string
  label: string
  value: string
  lifelong: boolean
  onDone: (value: string) => void
  onLeave: () => void
}

const days = Array.from({ length: 31 }, (_, i) => i + 1)
export const DateEditor = ({ name, label, value, lifelong, onDone, onLeave }: Props) => {
  const { words, language } = useApp()
  const [date, setDate] = useState(typedFrom(value))
  const form = useFocusInside()
  return (
    <form
      ref={form}
      class="editor date"
      aria-label={label}
      onKeyDown={(event) => event.key === 'Escape' && onLeave()}
      onSubmit={(event) => {
        event.preventDefault()
        onDone(valueOfTyped(date))
      }}
    >
      <label>
        {words.check.day}
        <select
          data-testid={`day-${name}`}
          value={date.day}
          onChange={(event) => setDate({ ...date, day: Number(event.currentTarget.value) })}
        >
          <option value={0}>{words.check.unknownPart}</option>
          {days.map((day) => (
            <option key={day} value={day}>
              {day}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.check.month}
        <select
          data-testid={`month-${name}`}
          value={date.month}
          onChange={(event) => setDate({ ...date, month: Number(event.currentTarget.value) })}
        >
          <option value={0}>{words.check.unknownPart}</option>
          {longMonths[language].map((month, i) => (
            <option key={month} value={i + 1}>
              {month}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.check.year}
        <input
          data-testid={`year-${name}`}
          type="text"
          inputMode="numeric"
          placeholder="25__"
          value={date.year}
          onInput={(event) => setDate({ ...date, year: yearDigits(event.currentTarget.value) })}
        />
      </label>
      {lifelong && (
        <button type="button" class="answer" onClick={() => onDone('lifelong')}>
          {words.check.lifelong}
        </button>
      )}
      <button type="submit" class="button" data-testid={`done-${name}`}>
        {words.check.done}
      </button>
    </form>
  )
}
