// Officials' requests to holders, and officials' sessions. Both are sealed
// under the service's key: no holder owns them.
import { and, eq, gt, sql } from 'drizzle-orm'
import type { OfficialSessions, PresentationRequest, PresentationRequests } from '../ports/presentation.ts'
import { writeEntry } from './access-log.ts'
import type { StoreContext } from './ground.ts'
import { officialSession, presentationRequest } from './schema-presentation.ts'

type RequestContent = Pick<PresentationRequest, 'subject' | 'why'>
export const requestPlace = (row: string) => ({ table: 'request', column: 'content', row })
const officialPlace = (row: string) => ({ table: 'official_session', column: 'content', row })

export const createRequests = (context: StoreContext): PresentationRequests => {
  const { db, seal, rows } = context
  const hashOf = (secret: string) => seal.hash('request', secret)
  const read = async (hash: string) => {
    const [row] = await db.select().from(presentationRequest).where(eq(presentationRequest.hash, hash))
    return rows.checked(presentationRequest, row)
  }
  return {
    create: async (secret, { subject, why, scope, expiresAt }) => {
      const hash = await hashOf(secret)
      const { sealed, version } = await seal.sealJson(requestPlace(hash), { subject, why } satisfies RequestContent)
      const row = { hash, content: sealed, keyVersion: version, scope, state: 'waiting' as const, expiresAt }
      await db.insert(presentationRequest).values(await rows.mark(presentationRequest, row))
    },
    find: async (secret) => {
      const hash = await hashOf(secret)
      const row = await read(hash)
      if (!row) return undefined
      const content = await seal.openJson<RequestContent>(requestPlace(hash), {
        sealed: row.content,
        version: row.keyVersion,
      })
      const { scope, state, person, expiresAt } = row
      return { ...content, scope, state, expiresAt, ...(person && { person }) }
    },
    answer: async (secret, person, state, write, now) => {
      const hash = await hashOf(secret)
      const row = await read(hash)
      if (row?.state !== 'waiting' || row.expiresAt <= now) return false
      const thisRequest = eq(presentationRequest.hash, hash)
      const set = await rows.change(presentationRequest, row, { state, person })
      return writeEntry(context, person, write, {
        first: (entryId) =>
          db
            .update(presentationRequest)
            .set({ ...set, lookId: entryId })
            .where(and(thisRequest, rows.unchanged(presentationRequest, row)))
            .returning({ hash: presentationRequest.hash }),
        won: (entryId) =>
          sql`exists (select 1 from ${presentationRequest} where ${thisRequest} and ${presentationRequest.lookId} = ${entryId})`,
      })
    },
    deliver: async (secret, now) => {
      const hash = await hashOf(secret)
      const row = await read(hash)
      if (row?.state !== 'approved' || row.expiresAt <= now) return undefined
      const [delivered] = await db
        .update(presentationRequest)
        .set(await rows.change(presentationRequest, row, { state: 'delivered' as const }))
        .where(and(eq(presentationRequest.hash, hash), rows.unchanged(presentationRequest, row)))
        .returning({ person: presentationRequest.person })
      return delivered?.person ?? undefined
    },
  }
}

export const createOfficialSessions = ({ db, seal, rows }: StoreContext): OfficialSessions => ({
  open: async (token, subject, expiresAt) => {
    const hash = await seal.hash('official', token)
    const { sealed, version } = await seal.sealJson(officialPlace(hash), { subject })
    const row = { hash, content: sealed, keyVersion: version, expiresAt }
    await db.insert(officialSession).values(await rows.mark(officialSession, row))
  },
  subject: async (token, now) => {
    const hash = await seal.hash('official', token)
    const [found] = await db
      .select()
      .from(officialSession)
      .where(and(eq(officialSession.hash, hash), gt(officialSession.expiresAt, now)))
    const row = await rows.checked(officialSession, found)
    if (!row) return undefined
    // A session of an earlier version has names instead of a subject, and counts as ended.
    const { subject } = await seal.openJson<{ subject?: string }>(officialPlace(hash), {
      sealed: row.content,
      version: row.keyVersion,
    })
    return subject
  },
  close: async (token) => {
    await db.delete(officialSession).where(eq(officialSession.hash, await seal.hash('official', token)))
  },
})
