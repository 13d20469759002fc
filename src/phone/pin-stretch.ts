// Stretches a PIN on the phone, so that guessing at a stolen database costs an attacker the same as if the service did it.
// Loaded with the first PIN screen, because few visits need it.
import { scryptAsync } from '@noble/hashes/scrypt'
import { fromBase64, toBase64Url } from '../core/base64.ts'
import { type PinSalt, pinSaltBytes, pinStretch, usualPinCost } from '../core/pin/stretch.ts'

/** ms of computing after which the page may draw. */
const tickMs = 12

/** The stretched PIN (32 bytes, base64url), which is all that the service ever compares. */
export const stretchPin = async (pin: string, { salt, n }: PinSalt): Promise<string> => {
  const { r, p, bytes: dkLen } = pinStretch
  const digits = new TextEncoder().encode(pin)
  return toBase64Url(await scryptAsync(digits, fromBase64(salt), { N: n, r, p, dkLen, asyncTick: tickMs }))
}

/** A new PIN in its stretched form, with a salt of its own. */
export const stretchNewPin = async (pin: string): Promise<PinSalt & { key: string }> => {
  const salt = { salt: toBase64Url(crypto.getRandomValues(new Uint8Array(pinSaltBytes))), n: usualPinCost }
  return { ...salt, key: await stretchPin(pin, salt) }
}
