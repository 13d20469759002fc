// Which passes may be used: two bits a place, as in the IETF's token status list. Every pass has a place of its own.

export type CardStatus = 'valid' | 'revoked' | 'frozen'
/** `unissued`: a place or a token that the issuer knows nothing of. Whoever forges one with a stolen key meets it. */
export type TokenStatus = CardStatus | 'unissued'

/** 0 valid, 1 invalid, 2 suspended, 3 application-specific (draft-ietf-oauth-status-list s.7): a place that no pass has. */
const meanings: readonly TokenStatus[] = ['valid', 'revoked', 'frozen', 'unissued']
const UNISSUED_BYTE = 0xff
export const STATUS_BITS = 2
/** Places in a byte. */
export const STATUSES_PER_BYTE = 4

/** The status at an index; undefined if the list is too short. */
export const statusAt = (list: Uint8Array, index: number): TokenStatus | undefined => {
  const byte = list[Math.floor(index / STATUSES_PER_BYTE)]
  return byte === undefined ? undefined : meanings[(byte >> ((index % STATUSES_PER_BYTE) * STATUS_BITS)) & 3]
}

/**
 * The list of `size` places; least significant bits first. Every place that `issued` does not name says `unissued`, so
 * that valid is what the issuer said and not what it left out. Not yet compressed.
 */
export const packStatuses = (
  size: number,
  issued: Iterable<readonly [index: number, status: CardStatus]>,
): Uint8Array<ArrayBuffer> => {
  const list = new Uint8Array(Math.ceil(size / STATUSES_PER_BYTE)).fill(UNISSUED_BYTE)
  for (const [index, status] of issued) {
    const [at, shift] = [Math.floor(index / STATUSES_PER_BYTE), (index % STATUSES_PER_BYTE) * STATUS_BITS]
    list[at] = ((list[at] ?? 0) & ~(3 << shift)) | (meanings.indexOf(status) << shift)
  }
  return list
}

/** Places of the list. Each is drawn at random for one pass, and is free again once the pass has ended. */
export const statusSlots = 2 ** 20
