// The fields of the form, in the order of the card.
export { frontFields, type ReadFieldName as FormField, readFields as formFields } from '../core/card/reading-report.ts'
