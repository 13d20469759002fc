// The digest of a card's values, stored with the register's answer and compared when the card is issued.
import type { CardData } from '../../core/card/card.ts'
import { confirmedValues } from '../../core/card/confirmed-values.ts'
import type { Facts } from '../model.ts'
import { sha256 } from '../platform/codec.ts'

/** SHA-256 in base64url. It is only stored sealed, so it needs no key. */
export const valuesDigest = (data: CardData): Promise<string> => sha256(confirmedValues(data))

/** False if the facts name a register's word that was about other values, or about values that nobody recorded. */
export const registerWordHolds = async ({ data, document, documentOf }: Facts): Promise<boolean> =>
  (document !== 'registry' && document !== 'trial' && document !== 'seen-registry') ||
  (data !== undefined && documentOf === (await valuesDigest(data)))
