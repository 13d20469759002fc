// The part of node:crypto that the service uses. workerd has it natively
// (`nodejs_compat`): scrypt, and synchronous HMAC.
declare module 'node:crypto' {
  /** Memory: 128·N·r bytes. Node runs it on its thread pool. */
  export function scrypt(
    password: Uint8Array,
    salt: Uint8Array,
    keyLength: number,
    options: { N: number; r: number; p: number },
    done: (error: Error | null, key: Uint8Array) => void,
  ): void
  type Hmac = { update(text: string | Uint8Array): Hmac; digest(): Uint8Array }
  /** A text counts as its UTF-8 bytes. */
  export function createHmac(algorithm: 'sha256', secret: string | Uint8Array): Hmac
  /** Throws if the lengths differ. */
  export function timingSafeEqual(one: Uint8Array, other: Uint8Array): boolean
}
