// The part of node:crypto that the service uses. workerd has it natively
// (`nodejs_compat`): synchronous HMAC.
declare module 'node:crypto' {
  type Hmac = { update(text: string | Uint8Array): Hmac; digest(): Uint8Array }
  /** A text counts as its UTF-8 bytes. */
  export function createHmac(algorithm: 'sha256', secret: string | Uint8Array): Hmac
  /** Throws if the lengths differ. */
  export function timingSafeEqual(one: Uint8Array, other: Uint8Array): boolean
}
