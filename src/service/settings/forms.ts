// The forms that settings have in common. The sentence about a wrong value is made from the table, never from these checks.
import * as v from 'valibot'

export const loopback = /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/|$)/

const originOf = (value: string): string | undefined => {
  try {
    return new URL(value).origin
  } catch {
    return undefined
  }
}

export const text = v.pipe(v.string(), v.nonEmpty())
export const matching = (pattern: RegExp) => v.pipe(v.string(), v.regex(pattern))

/** https, or http on this machine, without a path. */
export const origin = v.pipe(
  v.string(),
  v.check((value) => originOf(value) === value),
  v.check((value) => value.startsWith('https://') || loopback.test(value)),
)

export const originFault = (name: string, text: string): string =>
  originOf(text) === text
    ? `${name} should begin with https://`
    : `${name} should be an origin such as https://card.example, without a path`

/** https, or http on this machine: anything else can be read and changed on its way. */
export const secureUrl = v.pipe(
  v.string(),
  v.check((value) => originOf(value) !== undefined && (value.startsWith('https://') || loopback.test(value))),
)

/** A file, or a server over TLS; `?tls=0` would turn it off. On this machine also without TLS. */
export const databaseUrl = v.pipe(
  v.string(),
  v.check(
    (value) =>
      /^(file:|:memory:)/.test(value) ||
      loopback.test(value) ||
      (/^(libsql|https):\/\//.test(value) && !/[?&]tls=0\b/.test(value)) ||
      /^libsql:\/\/(localhost|127\.0\.0\.1)(:\d+)?([/?]|$)/.test(value),
  ),
)

export const wholeNumber = (least: number, most: number) =>
  v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number), v.minValue(least), v.maxValue(most))

/** Text that `parse` can read; `undefined` from `parse` refuses the text. */
export const parsed = <T>(parse: (text: string) => T | undefined) =>
  v.pipe(
    v.string(),
    v.rawTransform<string, T>(({ dataset, addIssue, NEVER }) => {
      const value = parse(dataset.value)
      if (value !== undefined) return value
      addIssue()
      return NEVER
    }),
  )

export const oneOf = <const T extends string>(...words: readonly T[]) => v.picklist(words)

/** 1 to 16 bytes in UTF-8. */
export const text16 = v.pipe(v.string(), v.minBytes(1), v.maxBytes(16))
export const secretOf32 = v.pipe(v.string(), v.minLength(32))

/** OpenID Connect Discovery 1.0 §4.1 appends its path to the issuer, so the issuer ends without a slash. */
export const oidcIssuer = v.pipe(
  v.string(),
  v.check((value) => /^https:\/\/\S+[^/]$/.test(value) || loopback.test(value)),
)
