// What officials ask of holders, and the officials' own sessions: sealed under the service's key, for they belong to no holder.
import { and, eq, gt, sql } from 'drizzle-orm'
import type { OfficialSessions, Request, Requests, SignedOfficial } from '../ports/presentation.ts'
import { writeLook } from './access-log.ts'
import type { Ground } from './ground.ts'
import { officialSession, request } from './schema-presentation.ts'

type Asked = Pick<Request, 'by' | 'why'>
export const askedPlace = (row: string) => ({ table: 'request', column: 'content', row })
const viewerPlace = (row: string) => ({ table: 'official_session', column: 'content', row })

export const createRequests = (ground: Ground): Requests => {
  const { db, seal } = ground
  const hashOf = (secret: string) => seal.hash('request', secret)
  return {
    make: async (secret, { by, why, scope, expiresAt }) => {
      const hash = await hashOf(secret)
      const { sealed, version } = await seal.sealJson(askedPlace(hash), { by, why } satisfies Asked)
      await db
        .insert(request)
        .values({ hash, content: sealed, keyVersion: version, scope, state: 'waiting', expiresAt })
    },
    find: async (secret) => {
      const hash = await hashOf(secret)
      const [row] = await db.select().from(request).where(eq(request.hash, hash))
      if (!row) return undefined
      const asked = await seal.openJson<Asked>(askedPlace(hash), { sealed: row.content, version: row.keyVersion })
      const { scope, state, person, expiresAt } = row
      return { ...asked, scope, state, expiresAt, ...(person && { person }) }
    },
    answer: async (secret, person, state, seen, now) => {
      const mine = eq(request.hash, await hashOf(secret))
      return writeLook(ground, person, seen, {
        first: (lookId) =>
          db
            .update(request)
            .set({ state, person, lookId })
            .where(and(mine, eq(request.state, 'waiting'), gt(request.expiresAt, now)))
            .returning({ hash: request.hash }),
        won: (lookId) => sql`exists (select 1 from ${request} where ${mine} and ${request.lookId} = ${lookId})`,
      })
    },
    deliver: async (secret, now) => {
      const mine = eq(request.hash, await hashOf(secret))
      const [row] = await db
        .update(request)
        .set({ state: 'delivered' })
        .where(and(mine, eq(request.state, 'approved'), gt(request.expiresAt, now)))
        .returning({ person: request.person })
      return row?.person ?? undefined
    },
  }
}

export const createOfficialSessions = ({ db, seal }: Ground): OfficialSessions => ({
  open: async (token, official, expiresAt) => {
    const hash = await seal.hash('official', token)
    const { sealed, version } = await seal.sealJson(viewerPlace(hash), official)
    await db.insert(officialSession).values({ hash, content: sealed, keyVersion: version, expiresAt })
  },
  official: async (token, now) => {
    const hash = await seal.hash('official', token)
    const [row] = await db
      .select()
      .from(officialSession)
      .where(and(eq(officialSession.hash, hash), gt(officialSession.expiresAt, now)))
    return row && seal.openJson<SignedOfficial>(viewerPlace(hash), { sealed: row.content, version: row.keyVersion })
  },
  close: async (token) => {
    await db.delete(officialSession).where(eq(officialSession.hash, await seal.hash('official', token)))
  },
})
