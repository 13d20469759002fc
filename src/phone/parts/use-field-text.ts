// Formats a field's value for display: dates with the month in words, and a phrase for an empty value.

import { fromIsoDigits } from '../../core/card/thai-date.ts'
import { longDateIn } from '../../core/long-dates.ts'
import { useApp } from '../app-context.ts'
import type { FormField } from '../fields.ts'

export const useFieldText = (name: FormField) => {
  const { words, language } = useApp()
  return (value: string): string => {
    if (value === '') return words.check.nothing
    if (name !== 'birthDate' && name !== 'issueDate' && name !== 'expiry') return value
    if (value === 'lifelong') return words.check.lifelong
    const date = fromIsoDigits(value)
    return date.ok ? longDateIn(date.value, language) : value
  }
}
