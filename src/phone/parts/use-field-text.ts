// Formats a field's value for display: dates with the month in words, impossible ones as typed, and a phrase for an empty value.

import { fromIsoDigits } from '../../core/card/thai-date.ts'
import { formatIdNumber } from '../../core/card/thai-id.ts'
import { withoutTitleMark } from '../../core/card/thai-text.ts'
import { longDateIn, longMonths } from '../../core/long-dates.ts'
import { useApp } from '../app-context.ts'
import type { FormField } from '../fields.ts'
import { typedFrom } from '../form/typed-date.ts'

export const useFieldText = (name: FormField) => {
  const { words, language } = useApp()
  return (value: string): string => {
    if (value === '') return words.check.nothing
    // As printed, so that a wrong number can be compared with the card too.
    if (name === 'idNumber') return formatIdNumber(value.replace(/[\s\-–.]/g, ''))
    if (name === 'nameThai' || name === 'nameEnglish') return withoutTitleMark(value)
    if (name !== 'birthDate' && name !== 'issueDate' && name !== 'expiry') return value
    if (value === 'lifelong') return words.check.lifelong
    const date = fromIsoDigits(value)
    if (date.ok) return longDateIn(date.value, language)
    const { day, month, year } = typedFrom(value)
    const monthWord = longMonths[language][month - 1] ?? words.check.unknownPart
    return [day || '', day || month ? monthWord : '', year ? words.check.buddhistYear(year) : words.check.unknownPart]
      .filter((part) => part !== '')
      .join(' ')
  }
}
