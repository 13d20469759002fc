// Exchanged ID tokens. A token belongs to the phone that used it first, even if another phone holds a copy.
// Decision 055: LIFF has no nonce and hands out the same token after a reload.
import { eq } from 'drizzle-orm'
import { newId } from '../platform/ids.ts'
import type { Store } from '../ports/store.ts'
import type { StoreContext } from './ground.ts'
import { idToken } from './schema.ts'

export const createIdTokens = ({ db, seal, random, rows }: StoreContext): Store['idTokens'] => ({
  claim: async (name, phone, expiresAt) => {
    const hash = await seal.hash('idToken', name)
    // A phone that sends no key of its own cannot come back, so it gets a random one.
    const phoneHash = await seal.hash('phone', phone ?? newId(random))
    const [row] = await db
      .insert(idToken)
      .values(await rows.mark(idToken, { hash, phoneHash, expiresAt }))
      .onConflictDoUpdate({ target: idToken.hash, set: { phoneHash }, setWhere: eq(idToken.phoneHash, phoneHash) })
      .returning()
    return (await rows.checked(idToken, row)) !== undefined
  },
})
