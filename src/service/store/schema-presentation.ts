// The tables of presentations: shared links, shown tokens, officials' requests and sessions, and the access log.
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Scope } from '../../core/card/token.ts'
import type { PresentationRequestState, ShownVia } from '../ports/presentation.ts'
import { flag, rowMac, sealed } from './columns.ts'

export const share = sqliteTable(
  'share',
  {
    id: text('id').primaryKey(),
    hash: text('hash').notNull().unique(),
    person: text('person').notNull(),
    scope: text('scope').$type<Scope>().notNull(),
    unmasked: flag('unmasked').notNull(),
    viewsLeft: integer('views_left').notNull(),
    refused: integer('refused').notNull(),
    madeAt: integer('made_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    revokedAt: integer('revoked_at'),
    /** The latest granted access. The statements of that write take effect only where the row names it. */
    lookId: text('look_id'),
    serial: integer('serial').notNull().default(0),
    mac: rowMac(),
  },
  (table) => [index('share_person').on(table.person), index('share_expiry').on(table.expiresAt)],
)

export const shownToken = sqliteTable(
  'shown',
  {
    hash: text('hash').primaryKey(),
    person: text('person').notNull(),
    /** The card that was shown; null: shown before this column was added. */
    card: text('card'),
    scope: text('scope').$type<Scope>().notNull(),
    via: text('via').$type<ShownVia>().notNull(),
    /** Of the key in the token that fetches the colour portrait once; null: fetched, or the token has none. */
    portraitHash: text('portrait_hash'),
    looks: integer('looks').notNull(),
    expiresAt: integer('expires_at').notNull(),
    lookId: text('look_id'),
    mac: rowMac(),
  },
  (table) => [
    index('shown_expiry').on(table.expiresAt),
    index('shown_person').on(table.person),
    index('shown_portrait').on(table.portraitHash).where(sql`portrait_hash is not null`),
  ],
)

/**
 * Offline passes. Each has its own place in the status list; a place without a row is one that no pass has. A place is
 * free again when the sweep deletes the row of an ended pass.
 */
export const pass = sqliteTable(
  'pass',
  {
    place: integer('place').primaryKey(),
    /** Names the pass to its holder, who can take it back. */
    id: text('id').notNull().unique(),
    person: text('person').notNull(),
    card: text('card').notNull(),
    scope: text('scope').$type<Scope>().notNull(),
    madeAt: integer('made_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    revokedAt: integer('revoked_at'),
    serial: integer('serial').notNull().default(0),
    mac: rowMac(),
  },
  (table) => [index('pass_expiry').on(table.expiresAt), index('pass_person').on(table.person)],
)

export const presentationRequest = sqliteTable(
  'request',
  {
    hash: text('hash').primaryKey(),
    /** The official and the reason; sealed under the service's key. */
    content: sealed('content').notNull(),
    keyVersion: integer('key_version').notNull(),
    scope: text('scope').$type<Scope>().notNull(),
    state: text('state').$type<PresentationRequestState>().notNull(),
    person: text('person'),
    expiresAt: integer('expires_at').notNull(),
    lookId: text('look_id'),
    mac: rowMac(),
  },
  (table) => [index('request_expiry').on(table.expiresAt), index('request_person').on(table.person)],
)

export const accessEntry = sqliteTable(
  'look',
  {
    id: text('id').primaryKey(),
    person: text('person').notNull(),
    seq: integer('seq').notNull(),
    /** The entry and its chain hash. */
    content: sealed('content').notNull(),
  },
  (table) => [uniqueIndex('look_chain').on(table.person, table.seq)],
)

export const officialSession = sqliteTable(
  'official_session',
  {
    hash: text('hash').primaryKey(),
    content: sealed('content').notNull(),
    keyVersion: integer('key_version').notNull(),
    expiresAt: integer('expires_at').notNull(),
    mac: rowMac(),
  },
  (table) => [index('official_session_expiry').on(table.expiresAt)],
)
