// Which cards are frozen or revoked: two bits a card, as in the IETF's token status list.

export type CardStatus = 'valid' | 'revoked' | 'frozen'

/** 0 valid, 1 invalid, 2 suspended (draft-ietf-oauth-status-list s.7); 3 is unused here. */
const meanings: readonly (CardStatus | undefined)[] = ['valid', 'revoked', 'frozen', undefined]
export const STATUS_BITS = 2
/** Cards in a byte. */
export const STATUSES_PER_BYTE = 4

/** The status at an index; undefined if the list is too short or holds an unknown value. */
export const statusAt = (list: Uint8Array, index: number): CardStatus | undefined => {
  const byte = list[Math.floor(index / STATUSES_PER_BYTE)]
  return byte === undefined ? undefined : meanings[(byte >> ((index % STATUSES_PER_BYTE) * STATUS_BITS)) & 3]
}

/** The list for `size` cards of which some are not valid; least significant bits first. Not yet compressed. */
export const packStatuses = (
  size: number,
  exceptions: Iterable<readonly [index: number, status: CardStatus]>,
): Uint8Array<ArrayBuffer> => {
  const list = new Uint8Array(Math.ceil(size / STATUSES_PER_BYTE))
  for (const [index, status] of exceptions) {
    const at = Math.floor(index / STATUSES_PER_BYTE)
    list[at] = (list[at] ?? 0) | (meanings.indexOf(status) << ((index % STATUSES_PER_BYTE) * STATUS_BITS))
  }
  return list
}

/** Slots of the list; a card's index in it is drawn at random when it is issued. */
export const statusSlots = 2 ** 20
