// The parts that all LINE schemas share: lengths, colours, sizes, URLs, and the types that tie a schema to the SDK's
// type.
import * as v from 'valibot'
import { limits } from '../limits.ts'

/**
 * One schema per property of the SDK's type T (use with `satisfies`): the code does not compile if the SDK adds, drops
 * or retypes a property. A property that is optional in the SDK may be required here, because LINE is stricter than its
 * types.
 */
export type Entries<T> = { [K in keyof Required<T>]: v.GenericSchema<unknown, T[K]> | v.GenericSchema<T[K]> }

/**
 * A picklist of a union's members; leaving one out does not compile: `oneOf<FlexText.AlignEnum>()('start', 'end',
 * 'center')`.
 */
export const oneOf =
  <U extends string>() =>
  <const L extends readonly U[]>(...list: Exclude<U, L[number]> extends never ? L : never) =>
    v.picklist(list as unknown as readonly U[])

/** Limits `schema` to some of its types. */
export const only = <T>(types: readonly string[], schema: v.GenericSchema<T>): v.GenericSchema<T> =>
  v.pipe(v.looseObject({ type: v.picklist(types) }), schema as never) as unknown as v.GenericSchema<T>

/** Text of 1 to `max` UTF-16 units. */
export const text = (max: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(max))
export const optionalText = (max: number) => v.optional(v.pipe(v.string(), v.maxLength(max)))
export const filled = v.pipe(v.string(), v.minLength(1))
export const flag = v.optional(v.boolean())
export const whole = (min: number, max = Number.MAX_SAFE_INTEGER) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))

const shaped = (pattern: RegExp) => v.optional(v.pipe(v.string(), v.regex(pattern)))
const sizes = 'xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl'
const px = '\\d+(\\.\\d+)?px'
const percent = '\\d+(\\.\\d+)?%'

export const hexColour = v.pipe(v.string(), v.regex(/^#([0-9a-f]{6}|[0-9a-f]{8})$/i))
export const colour = v.optional(hexColour)
export const space = shaped(new RegExp(`^(none|xs|sm|md|lg|xl|xxl|${px})$`))
export const padding = shaped(new RegExp(`^(none|xs|sm|md|lg|xl|xxl|${px}|${percent})$`))
export const offset = shaped(new RegExp(`^(none|xs|sm|md|lg|xl|xxl|-?${px}|-?${percent})$`))
export const borderWidth = shaped(new RegExp(`^(none|light|normal|medium|semi-bold|bold|${px})$`))
export const length = shaped(new RegExp(`^(${px}|${percent})$`))
export const pixels = shaped(new RegExp(`^${px}$`))
export const fontSize = shaped(new RegExp(`^(${sizes}|${px})$`))
export const iconSize = shaped(new RegExp(`^(${sizes}|${px}|${percent})$`))
export const imageSize = shaped(new RegExp(`^(${sizes}|full|${px}|${percent})$`))
export const angle = v.pipe(v.string(), v.regex(/^(\d{1,2}|[12]\d\d|3[0-5]\d)(\.\d+)?deg$/))
export const share = shaped(/^(100|\d{1,2})(\.\d+)?%$/)
export const flex = v.optional(whole(0))

/** `W:H`, each 1–100000; the height is at most three times the width. */
export const aspectRatio = v.optional(
  v.pipe(
    v.string(),
    v.regex(/^\d{1,6}(\.\d+)?:\d{1,6}(\.\d+)?$/),
    v.check((ratio) => {
      const [w = 0, h = 0] = ratio.split(':').map(Number)
      return w >= 1 && h >= 1 && w <= 100_000 && h <= 100_000 && h <= 3 * w
    }, 'invalid aspect ratio'),
  ),
)

/** The service's origins on the loopback, which count as https here. LINE itself would refuse them. */
export type Loopback = readonly string[]

const parsed = (url: string): URL | undefined => {
  // LINE requires percent-encoded ASCII. URL() would encode spaces and Thai letters without an error.
  if (!/^[\x21-\x7e]+$/.test(url)) return undefined
  return URL.canParse(url) ? new URL(url) : undefined
}

/** The URL of a picture, video or icon: https only, no data: URLs. */
export const mediaUrl = (loopback: Loopback) =>
  v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(limits.mediaUrl),
    v.check((url) => parsed(url) !== undefined, 'invalid uri'),
    v.check((url) => {
      const at = parsed(url)
      return at === undefined || at.protocol === 'https:' || loopback.includes(at.origin)
    }, 'invalid uri scheme'),
  )

/** The target of an action: https, tel or line. */
export const actionUri = (loopback: Loopback) =>
  v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(limits.uri),
    v.check((url) => parsed(url) !== undefined, 'invalid uri'),
    v.check((url) => {
      const at = parsed(url)
      return at === undefined || /^(https|tel|line):$/.test(at.protocol) || loopback.includes(at.origin)
    }, 'invalid uri scheme'),
  )
