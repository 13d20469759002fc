// The type of a translation. Thai is the source of truth; every other language has the same keys, held by this type.

/** The same keys with any sentence: what the words of another language must be when the Thai ones are `T`. */
export type Words<T> = T extends string
  ? string
  : T extends (...values: infer V) => string
    ? (...values: V) => string
    : T extends readonly (infer E)[]
      ? readonly Words<E>[]
      : { readonly [K in keyof T]: Words<T[K]> }
