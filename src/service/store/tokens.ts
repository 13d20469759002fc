// Sessions, picture links, tickets and data copies. Only a keyed hash is stored, so a leaked database opens nothing.
import { and, eq, gt } from 'drizzle-orm'
import type { PersonId, VaultId } from '../model.ts'
import type { Store } from '../ports/store.ts'
import type { StoreContext } from './ground.ts'
import { personColumns } from './people.ts'
import { person, token } from './schema.ts'

type TokenKind = (typeof token.$inferSelect)['kind']

export const createTokens = ({ db, seal }: StoreContext): Pick<Store, 'sessions' | 'links' | 'tickets' | 'copies'> => {
  // Each kind has its own hash key: a link presented as a session finds nothing.
  const keep = async (kind: TokenKind, secret: string, person: PersonId, expiresAt: number, vault?: VaultId) => {
    await db.insert(token).values({ hash: await seal.hash(kind, secret), kind, person, vault, expiresAt })
  }
  const find = async (kind: TokenKind, secret: string, now: number) => {
    const hash = await seal.hash(kind, secret)
    const [row] = await db
      .select({ person: token.person, vault: token.vault })
      .from(token)
      .where(and(eq(token.hash, hash), gt(token.expiresAt, now)))
    return row
  }
  const forPerson = (kind: 'session' | 'ticket' | 'copy') => ({
    open: (secret: string, whose: PersonId, expiresAt: number) => keep(kind, secret, whose, expiresAt),
    person: async (secret: string, now: number) => (await find(kind, secret, now))?.person,
  })
  return {
    sessions: {
      ...forPerson('session'),
      // Every request of a phone needs the person, so one query returns both.
      person: async (secret, now) => {
        const valid = and(eq(token.hash, await seal.hash('session', secret)), gt(token.expiresAt, now))
        const [row] = await db
          .select(personColumns)
          .from(token)
          .innerJoin(person, eq(person.id, token.person))
          .where(valid)
        return row
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
          .returning({ person: token.person })
        return row?.person
      },
    },
    links: {
      create: (secret, person, vault, expiresAt) => keep('link', secret, person, expiresAt, vault),
      open: async (secret, now) => {
        const link = await find('link', secret, now)
        return link?.vault ? { person: link.person, vault: link.vault } : undefined
      },
    },
  }
}
