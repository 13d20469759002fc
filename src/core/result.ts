// What can be expected to happen: a value, or a reason why there is none. Bugs throw instead.

export type Ok<T> = { readonly ok: true; readonly value: T }
export type Err<R> = { readonly ok: false; readonly reason: R }
export type Result<T, R extends string = string> = Ok<T> | Err<R>

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value })
export const err = <R extends string>(reason: R): Err<R> => ({ ok: false, reason })
