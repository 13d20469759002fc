// Turns a schema's issues into an error in LINE's wording, with the path of each fault in the request.
import * as v from 'valibot'
import type { Fault } from '../wire.ts'

export type Refusal = { message: string; details?: Fault[] }

/** Returns, for example, `messages[0].contents.body.contents[2].action.uri`. */
const pathOf = (issue: v.BaseIssue<unknown>): string =>
  (issue.path ?? [])
    .map(({ key }, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? String(key) : `.${String(key)}`))
    .join('')

/** LINE's wording of a fault where it is known, else our own. */
const wordingOf = (issue: v.BaseIssue<unknown>): string => {
  if (issue.kind === 'schema' && issue.received === 'undefined') return 'must be specified'
  switch (issue.type) {
    case 'strict_object':
      return issue.expected === 'never' ? 'unknown field' : `must be an object`
    case 'picklist':
    case 'literal':
    case 'variant':
      return `must be one of the following values: [${(issue.expected ?? '')
        .replaceAll('"', '')
        .replace(/^\(|\)$/g, '')
        .replaceAll(' | ', ', ')}]`
    case 'min_length':
      return issue.requirement === 1 ? 'may not be empty' : `size must be at least ${issue.requirement}`
    case 'max_length':
      return Array.isArray(issue.input)
        ? `size must be between 0 and ${issue.requirement}`
        : `length must be between 0 and ${issue.requirement}`
    case 'min_value':
      return `must be greater than or equal to ${issue.requirement}`
    case 'max_value':
      return `must be less than or equal to ${issue.requirement}`
    case 'regex':
      return 'invalid property'
    case 'check':
    case 'raw_check':
      return issue.message
    default:
      return `invalid type: expected ${issue.expected ?? issue.type}`
  }
}

/**
 * Reads a request body with a schema.
 * @returns the body as the SDK's type, or LINE's error body with every fault and its path
 */
export const readBody = <S extends v.GenericSchema>(
  schema: S,
  body: unknown,
): { ok: true; value: v.InferOutput<S> } | { ok: false; refusal: Refusal } => {
  const read = v.safeParse(schema, body)
  if (read.success) return { ok: true, value: read.output }
  const details = read.issues.map((issue) => {
    const property = pathOf(issue)
    return { message: wordingOf(issue), ...(property === '' ? {} : { property }) }
  })
  const count = details.length === 1 ? '1 error' : `${details.length} errors`
  return { ok: false, refusal: { message: `The request body has ${count}`, details } }
}
