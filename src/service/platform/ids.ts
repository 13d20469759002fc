// Unguessable ids.

import { toBase64Url } from '../../core/base64.ts'
import type { Random } from '../deps.ts'

/** 128 random bits in base64url: 22 characters. */
export const newId = (random: Random): string => toBase64Url(random(16))

/** A random UUID (RFC 9562, version 4), the form of LINE's retry keys. */
export const newUuid = (random: Random): string => {
  const bytes = random(16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
