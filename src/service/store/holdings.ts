// Everything stored about one person, opened, for the copy of their data (PDPA s.30).
import { eq, sql } from 'drizzle-orm'
import type { PersonKey } from '../keys/seal.ts'
import type { Holdings, PersonId } from '../model.ts'
import type { Bytes } from '../platform/codec.ts'
import { fromUtf8 } from '../platform/codec.ts'
import type { Store } from '../ports/store.ts'
import { entryPlace } from './access-log.ts'
import { contentPlace } from './cards.ts'
import { factsPlace } from './enrolments.ts'
import { facePlace } from './face-cases.ts'
import type { StoreContext } from './ground.ts'
import { jobPlace } from './outbox.ts'
import { lineUserIdPlace } from './people.ts'
import { keyOf } from './person-keys.ts'
import { secretPlace } from './pins.ts'
import { requestPlace } from './requests.ts'
import * as ids from './schema.ts'
import * as faceReview from './schema-face-review.ts'
import * as presentation from './schema-presentation.ts'
import * as protection from './schema-protection.ts'

type Row = Record<string, unknown>
type Table = typeof ids.person | (typeof personalTables)[number]
type OpeningContext = { context: StoreContext; key: PersonKey; person: PersonId }
type HoldingsTable = {
  table: Table
  /** Opens the sealed columns. Absent for a table without any. */
  opened?: (row: Row, opening: OpeningContext) => Promise<unknown>
}

const personalTables = [
  ids.enrolment,
  ids.consent,
  ids.helpCase,
  ids.pin,
  ids.newPin,
  ids.card,
  ids.outbox,
  ids.token,
  ids.challenge,
  ids.waitingPhoto,
  ids.blob,
  presentation.share,
  presentation.shownToken,
  presentation.pass,
  presentation.presentationRequest,
  presentation.accessEntry,
  faceReview.faceCase,
] as const

const bytes = (value: unknown) => value as Bytes
const text = (value: unknown) => String(value)

/** Each table that names a person, under its name in the copy. */
export const holdingsTables: Readonly<Record<string, HoldingsTable>> = {
  person: {
    table: ids.person,
    opened: async (row, { key, person }) => ({
      lineUserId: fromUtf8(await key.open(lineUserIdPlace(person), bytes(row.lineUserId))),
    }),
  },
  enrolment: {
    table: ids.enrolment,
    opened: (row, { key, person }) =>
      row.facts ? key.openJson(factsPlace(person), bytes(row.facts)) : Promise.resolve(undefined),
  },
  consents: { table: ids.consent },
  helpCases: { table: ids.helpCase },
  pin: {
    table: ids.pin,
    // The hash is left out: it says nothing about the person, and a copy of it would only help guessing.
    opened: async (row, { key, person }) => {
      const { picture } = await key.openJson<{ picture: string }>(secretPlace(person), bytes(row.secret))
      return { picture }
    },
  },
  newPin: { table: ids.newPin },
  cards: { table: ids.card, opened: (row, { key }) => key.openJson(contentPlace(text(row.id)), bytes(row.content)) },
  messagesToSend: {
    table: ids.outbox,
    opened: async (row, { key }) => {
      const job = await key.openJson<Row>(jobPlace(text(row.retryKey)), bytes(row.intent))
      return { ...job, replyToken: undefined }
    },
  },
  secondLooks: {
    table: faceReview.faceCase,
    opened: async (row, { key }) => {
      const part = async (name: 'report' | 'reviews') =>
        row[name] ? key.openJson<unknown>(facePlace(text(row.id), name), bytes(row[name])) : undefined
      const [report, reviews] = [await part('report'), await part('reviews')]
      return { ...(report !== undefined && { report }), ...(reviews !== undefined && { reviews }) }
    },
  },
  openTokens: { table: ids.token },
  challenges: { table: ids.challenge },
  photosFromTheChat: { table: ids.waitingPhoto },
  pictures: { table: ids.blob },
  sharedLinks: { table: presentation.share },
  shownTokens: { table: presentation.shownToken },
  passes: { table: presentation.pass },
  requestsAnswered: {
    table: presentation.presentationRequest,
    opened: ({ hash, content, keyVersion }, { context }) =>
      context.seal.openJson(requestPlace(text(hash)), { sealed: bytes(content), version: Number(keyVersion) }),
  },
  looks: {
    table: presentation.accessEntry,
    opened: (row, { key }) => key.openJson(entryPlace(text(row.id)), bytes(row.content)),
  },
}

/** Internal columns that say nothing about the person: write marks, row MACs, keyed hashes, version numbers and leases. */
export const internalColumns: ReadonlySet<string> = new Set(
  'person mac serial hash portraitHash lineHash idHash subject official freedBy keyVersion moveId changeId lookId mapVersion retryKey head lease leases leasedUntil mark attempts usedBy seenBy judgedBy'.split(
    ' ',
  ),
)
/** The row without sealed and internal columns. */
const plain = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).filter(
      ([name, value]) => !internalColumns.has(name) && !(value instanceof Uint8Array) && value !== null,
    ),
  )

/** What is stored without a name but can be found by the person's number or account. It stays after an erasure. */
const withoutName = async ({ db }: StoreContext, person: PersonId): Promise<Holdings> => {
  const numbers = sql`(select ${ids.card.idHash} from ${ids.card} where ${ids.card.person} = ${person})`
  const account = sql`(select ${ids.person.lineHash} from ${ids.person} where ${ids.person.id} = ${person})`
  const { numberOutcome, tally } = protection
  const [outcomes, tallies] = await db.batch([
    db.select().from(numberOutcome).where(sql`${numberOutcome.idHash} in ${numbers}`),
    db.select().from(tally).where(sql`${tally.subject} = ${account}`),
  ])
  return { numberOutcomes: outcomes.map(plain), countsOfTheDay: tallies.map(plain) }
}

export const createHoldings =
  (context: StoreContext): Store['holdings'] =>
  async (person): Promise<Holdings> => {
    const { db, personKeys } = context
    const opening = { context, person, key: await keyOf(personKeys, person) }
    const tables = Object.entries(holdingsTables).map(async ([name, { table, opened }]) => {
      const column = table === ids.person ? ids.person.id : (table as typeof ids.card).person
      const rows: Row[] = await db.select().from(table).where(eq(column, person))
      const openedRows = rows.map(async (row) => ({
        ...plain(row),
        ...(opened && { content: await opened(row, opening) }),
      }))
      return [name, await Promise.all(openedRows)] as const
    })
    return { ...Object.fromEntries(await Promise.all(tables)), ...(await withoutName(context, person)) }
  }
