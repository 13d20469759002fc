// Everything that is held about one person, opened: what a copy of their data is made of (PDPA s.30).
import { eq } from 'drizzle-orm'
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
import * as looking from './schema-face-review.ts'
import * as showing from './schema-presentation.ts'

type Row = Record<string, unknown>
type Table = typeof ids.person | (typeof theirTables)[number]
type OpeningContext = { context: StoreContext; key: PersonKey; person: PersonId }
type HoldingsTable = {
  table: Table
  /** What the sealed column says; without it a table has none. */
  opened?: (row: Row, opening: OpeningContext) => Promise<unknown>
}

const theirTables = [
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
  showing.share,
  showing.shownToken,
  showing.presentationRequest,
  showing.accessEntry,
  looking.faceCase,
] as const

const bytes = (value: unknown) => value as Bytes
const text = (value: unknown) => String(value)

/** Each table that names a person, under the name that the copy gives it. */
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
    // The hash is no information about anybody, and outside of here only a start for guessing.
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
    table: looking.faceCase,
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
  sharedLinks: { table: showing.share },
  shownTokens: { table: showing.shownToken },
  requestsAnswered: {
    table: showing.presentationRequest,
    opened: ({ hash, content, keyVersion }, { context }) =>
      context.seal.openJson(requestPlace(text(hash)), { sealed: bytes(content), version: Number(keyVersion) }),
  },
  looks: {
    table: showing.accessEntry,
    opened: (row, { key }) => key.openJson(entryPlace(text(row.id)), bytes(row.content)),
  },
}

/** Ours, and no information about a person: marks of writes, keyed hashes, numbers of versions and leases. */
const ours = new Set(
  'person hash lineHash idHash keyVersion moveId changeId lookId mapVersion retryKey lease leases leasedUntil mark attempts usedBy seenBy unsureBy'.split(
    ' ',
  ),
)
/** The row without what is sealed, and without what is ours. */
const plain = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).filter(([name, value]) => !ours.has(name) && !(value instanceof Uint8Array) && value !== null),
  )

export const createHoldings =
  (context: StoreContext): Store['holdings'] =>
  async (person): Promise<Holdings> => {
    const { db, personKeys } = context
    const opening = { context, person, key: await keyOf(personKeys, person) }
    const named = Object.entries(holdingsTables).map(async ([name, { table, opened }]) => {
      const column = table === ids.person ? ids.person.id : (table as typeof ids.card).person
      const rows: Row[] = await db.select().from(table).where(eq(column, person))
      const whole = rows.map(async (row) => ({
        ...plain(row),
        ...(opened && { content: await opened(row, opening) }),
      }))
      return [name, await Promise.all(whole)] as const
    })
    return Object.fromEntries(await Promise.all(named))
  }
