// The two languages of the product. Thai is the source of truth; English has the same keys, held by the type.
export const languages = ['th', 'en'] as const
export type Language = (typeof languages)[number]

/** The same keys with any sentence: what the English words must be when the Thai ones are `T`. */
export type Words<T> = T extends string
  ? string
  : T extends (...values: infer V) => string
    ? (...values: V) => string
    : T extends readonly (infer E)[]
      ? readonly Words<E>[]
      : { readonly [K in keyof T]: Words<T[K]> }
