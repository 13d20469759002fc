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
  const { db, seal } = context
  const hashOf = (secret: string) => seal.hash('request', secret)
  return {
    create: async (secret, { subject, why, scope, expiresAt }) => {
      const hash = await hashOf(secret)
      const { sealed, version } = await seal.sealJson(requestPlace(hash), { subject, why } satisfies RequestContent)
      await db
        .insert(presentationRequest)
        .values({ hash, content: sealed, keyVersion: version, scope, state: 'waiting', expiresAt })
    },
    find: async (secret) => {
      const hash = await hashOf(secret)
      const [row] = await db.select().from(presentationRequest).where(eq(presentationRequest.hash, hash))
      if (!row) return undefined
      const content = await seal.openJson<RequestContent>(requestPlace(hash), {
        sealed: row.content,
        version: row.keyVersion,
      })
      const { scope, state, person, expiresAt } = row
      return { ...content, scope, state, expiresAt, ...(person && { person }) }
    },
    answer: async (secret, person, state, write, now) => {
      const thisRequest = eq(presentationRequest.hash, await hashOf(secret))
      return writeEntry(context, person, write, {
        first: (entryId) =>
          db
            .update(presentationRequest)
            .set({ state, person, lookId: entryId })
            .where(and(thisRequest, eq(presentationRequest.state, 'waiting'), gt(presentationRequest.expiresAt, now)))
            .returning({ hash: presentationRequest.hash }),
        won: (entryId) =>
          sql`exists (select 1 from ${presentationRequest} where ${thisRequest} and ${presentationRequest.lookId} = ${entryId})`,
      })
    },
    deliver: async (secret, now) => {
      const thisRequest = eq(presentationRequest.hash, await hashOf(secret))
      const [row] = await db
        .update(presentationRequest)
        .set({ state: 'delivered' })
        .where(and(thisRequest, eq(presentationRequest.state, 'approved'), gt(presentationRequest.expiresAt, now)))
        .returning({ person: presentationRequest.person })
      return row?.person ?? undefined
    },
  }
}

export const createOfficialSessions = ({ db, seal }: StoreContext): OfficialSessions => ({
  open: async (token, subject, expiresAt) => {
    const hash = await seal.hash('official', token)
    const { sealed, version } = await seal.sealJson(officialPlace(hash), { subject })
    await db.insert(officialSession).values({ hash, content: sealed, keyVersion: version, expiresAt })
  },
  subject: async (token, now) => {
    const hash = await seal.hash('official', token)
    const [row] = await db
      .select()
      .from(officialSession)
      .where(and(eq(officialSession.hash, hash), gt(officialSession.expiresAt, now)))
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
