// How a PIN is stretched before it leaves the phone: scrypt (RFC 7914) with a salt of the person. Decision 101.

/** Costs N that may be used, the lowest first. Each takes N × 1,024 bytes of memory on the phone. */
export const pinCosts = [2 ** 14, 2 ** 15, 2 ** 16, 2 ** 17] as const
export type PinCost = (typeof pinCosts)[number]
/** The cost of a new PIN, and of every PIN whose row names none: 16 MiB, under a second on a cheap phone. */
export const usualPinCost: PinCost = 2 ** 14

/** The other parameters of scrypt, and the bytes of its result. */
export const pinStretch = { r: 8, p: 1, bytes: 32 } as const
/** Bytes of a salt. */
export const pinSaltBytes = 16

/** What a phone needs to stretch a person's PIN. `salt`: base64url. */
export type PinSalt = { readonly salt: string; readonly n: PinCost }
