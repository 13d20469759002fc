// Sessions, picture links, tickets and data copies. Only a keyed hash is stored, so a leaked database opens nothing.
import { and, eq, getTableColumns, gt } from 'drizzle-orm'
import type { PersonId, VaultId } from '../model.ts'
import type { Store } from '../ports/store.ts'
import type { StoreContext } from './ground.ts'
import { personColumns, personOf } from './people.ts'
import { keyOf } from './person-keys.ts'
import { guardedColumns } from './row-guard.ts'
import { person, token } from './schema.ts'

type TokenKind = (typeof token.$inferSelect)['kind']

export const createTokens = ({
  db,
  seal,
  rows,
  personKeys,
}: StoreContext): Pick<Store, 'sessions' | 'links' | 'tickets' | 'copies'> => {
  // Each kind has its own hash key: a link presented as a session finds nothing.
  const keep = async (kind: TokenKind, secret: string, person: PersonId, expiresAt: number, vault?: VaultId) => {
    const row = { hash: await seal.hash(kind, secret), kind, person, vault, expiresAt }
    // A conflict is possible only where two requests create the same lasting address at once.
    await db
      .insert(token)
      .values(await rows.mark(token, row))
      .onConflictDoNothing()
  }
  const find = async (kind: TokenKind, secret: string, now: number) => {
    const hash = await seal.hash(kind, secret)
    const [row] = await db
      .select()
      .from(token)
      .where(and(eq(token.hash, hash), gt(token.expiresAt, now)))
    return rows.checked(token, row)
  }
  const forPerson = (kind: 'session' | 'ticket' | 'copy') => ({
    open: (secret: string, whose: PersonId, expiresAt: number) => keep(kind, secret, whose, expiresAt),
    person: async (secret: string, now: number) => (await find(kind, secret, now))?.person,
  })
  /** Derived from the person's key, so that only its hash need be stored, as for every address. */
  const secretOf = async (whose: PersonId, name: string) =>
    (await (await keyOf(personKeys, whose)).secretFor(`link/${name}`)).slice(0, 22)
  return {
    sessions: {
      ...forPerson('session'),
      // Every request of a phone needs the person, so one query returns both.
      person: async (secret, now) => {
        const valid = and(eq(token.hash, await seal.hash('session', secret)), gt(token.expiresAt, now))
        const [row] = await db
          .select({ session: getTableColumns(token), whose: { ...personColumns, ...guardedColumns(person) } })
          .from(token)
          .innerJoin(person, eq(person.id, token.person))
          .where(valid)
        const [session, whose] = await Promise.all([
          rows.checked(token, row?.session),
          rows.checked(person, row?.whose),
        ])
        return session && whose && personOf(whose)
      },
    },
    tickets: forPerson('ticket'),
    copies: {
      ...forPerson('copy'),
      take: async (secret, now) => {
        const hash = await seal.hash('copy', secret)
        const [row] = await db
          .delete(token)
          .where(and(eq(token.hash, hash), gt(token.expiresAt, now)))
          .returning()
        return (await rows.checked(token, row))?.person
      },
    },
    links: {
      create: (secret, person, vault, expiresAt) => keep('link', secret, person, expiresAt, vault),
      secretOf,
      lasting: async (whose, vault, period, expiresAt) => {
        const secret = await secretOf(whose, `${vault}/${period}`)
        if (!(await find('link', secret, 0))) await keep('link', secret, whose, expiresAt, vault)
        return secret
      },
      open: async (secret, now) => {
        const link = await find('link', secret, now)
        return link?.vault ? { person: link.person, vault: link.vault } : undefined
      },
      close: async (secret) => {
        const link = await find('link', secret, 0)
        await db.delete(token).where(eq(token.hash, await seal.hash('link', secret)))
        return link?.vault ?? undefined
      },
    },
  }
}
