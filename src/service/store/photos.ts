// Photos sent by chat that wait to be read on the phone.
import { and, asc, eq } from 'drizzle-orm'
import type { Store } from '../ports/store.ts'
import type { StoreContext } from './ground.ts'
import { unsentMessage, waitingPhoto } from './schema.ts'

export const createPhotos = ({ db, seal }: StoreContext): Store['photos'] => ({
  add: async (person, photo) => {
    await db.insert(waitingPhoto).values({ ...photo, person })
  },
  list: (person) =>
    db
      .select({
        id: waitingPhoto.id,
        vault: waitingPhoto.vault,
        messageId: waitingPhoto.messageId,
        receivedAt: waitingPhoto.receivedAt,
      })
      .from(waitingPhoto)
      .where(eq(waitingPhoto.person, person))
      .orderBy(asc(waitingPhoto.receivedAt), asc(waitingPhoto.id)),
  remove: async (person, by) => {
    const which = 'id' in by ? eq(waitingPhoto.id, by.id) : eq(waitingPhoto.messageId, by.messageId)
    const [row] = await db
      .delete(waitingPhoto)
      .where(and(eq(waitingPhoto.person, person), which))
      .returning({ vault: waitingPhoto.vault })
    return row?.vault
  },
  wasUnsent: async (messageId) => {
    const hash = await seal.hash('message', messageId)
    const rows = await db.select({ hash: unsentMessage.hash }).from(unsentMessage).where(eq(unsentMessage.hash, hash))
    return rows.length > 0
  },
})
