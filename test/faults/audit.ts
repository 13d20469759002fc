// The audit after a fault run: compares what was promised with all that was committed and with the database at the end.
import type { Client, Row } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import { createSeal } from '../../src/service/keys/seal.ts'
import type { Job } from '../../src/service/model.ts'
import type { Settings } from '../../src/service/settings/read.ts'
import { createPersonKeys, keyOf } from '../../src/service/store/person-keys.ts'
import { createStore } from '../../src/service/store/store.ts'
import { createVault } from '../../src/service/vault/vault.ts'
import type { Citizen } from './citizen.ts'
import { recordedJobs, recordedTransitions } from './history.ts'
import type { AcceptedMessage, Ledger } from './ledger.ts'

export type Audit = { counts: Record<string, number>; violations: string[] }

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
const count = <T>(items: readonly T[], key: (item: T) => string) => {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1)
  return counts
}

/** Kinds of events that get exactly one answer in the chat. */
const hasAnswer = (type: string) => type === 'message' || type === 'postback' || type === 'follow'

/**
 * Whether there is a reason why a message arrived twice: LINE accepted the reply, but the service could not know,
 * because the answer was lost, or the process or the database failed before the outcome was recorded. Replies have no
 * retry key; when the token is old, a push is sent.
 */
const explained = (accepted: readonly AcceptedMessage[]): boolean => {
  const [first, second] = accepted
  if (accepted.length !== 2 || first?.how !== 'reply' || second?.how !== 'push') return false
  return !first.told || second.kills > first.kills || second.cuts > first.cuts
}

/** Audits a finished run: counts, and violations of promises. The service must have stopped. */
export const audit = async (
  client: Client,
  settings: Settings,
  ledger: Ledger,
  citizens: readonly Citizen[],
): Promise<Audit> => {
  const db = drizzle(client)
  const seal = createSeal(settings.keys, random)
  const personKeys = createPersonKeys({ db, seal })
  const store = createStore({ db, seal, random, personKeys })
  const vault = createVault({ db, personKeys, random })
  const violations = [...ledger.complaints, ...ledger.refusals.map((refusal) => `LINE refused ${refusal}`)]
  const violation = (what: string) => void violations.push(what)
  const all = async (sql: string): Promise<Row[]> => (await client.execute(sql)).rows

  const jobs = await Promise.all(
    (await recordedJobs(client)).map(async ({ job, ...row }) => {
      const key = await keyOf(personKeys, row.person)
      const place = { table: 'outbox', column: 'intent', row: row.retryKey }
      return { ...row, job: await key.openJson<Job>(place, job) }
    }),
  )
  const moves = await recordedTransitions(client)
  const waiting = new Set((await all('select retry_key from outbox')).map((row) => String(row.retry_key)))

  // Each acknowledged event takes effect exactly once. A message whose unsend overtook it gets no answer.
  const replyTokens = jobs.flatMap(({ job }) => (job.do === 'say' && job.replyToken ? [job.replyToken] : []))
  const answers = count(replyTokens, (token) => token)
  const done = new Map((await all('select id, done_at from webhook_event')).map((row) => [String(row.id), row.done_at]))
  const acked = [...ledger.events.values()].filter((event) => event.acked)
  const unsent = new Set(
    [...ledger.events.values()].flatMap(({ type, messageId }) => (type === 'unsend' && messageId ? [messageId] : [])),
  )
  for (const { id, type, token, messageId } of acked) {
    if (done.get(id) == null) violation(`event ${id} (${type}) was acknowledged and is not done`)
    const times = answers.get(token ?? '') ?? 0
    const mayBeSilent = times === 0 && messageId !== undefined && unsent.has(messageId)
    if (hasAnswer(type) && times !== 1 && !mayBeSilent) violation(`event ${id} (${type}) took effect ${times} times`)
  }

  // Each acknowledged act takes effect once, and no act more often than it was requested.
  const person = new Map<string, string>()
  for (const { user } of citizens) person.set(user, (await store.people.findOrCreate(user, 'th', 0)).id)
  const wayOf = (who: string, from: string, to: string) => `${who} ${from} → ${to}`
  // The register answers by itself between data and selfie. A step to an
  // officer after three failures was not requested.
  const madeMoves = count(
    moves
      .filter(({ reason }) => reason !== 'three_failures')
      .map((move) => (move.was === 'register' && move.step === 'selfie' ? { ...move, was: 'checkData' } : move)),
    ({ person, was, step }) => wayOf(person, was, step),
  )
  const acts = ledger.acts.flatMap((act) => (person.has(act.user) ? [{ ...act, user: person.get(act.user)! }] : []))
  const requested = count(acts, ({ user, from, to }) => wayOf(user, from, to))
  const acknowledged = count(
    acts.filter((act) => act.acked && act.to !== 'inPerson'),
    ({ user, from, to }) => wayOf(user, from, to),
  )
  for (const [way, times] of acknowledged)
    if ((madeMoves.get(way) ?? 0) < times)
      violation(`acts without effect: ${way}, ${times} acknowledged, ${madeMoves.get(way) ?? 0} made`)
  for (const [way, times] of madeMoves)
    if (requested.has(way) && times > (requested.get(way) ?? 0))
      violation(`acts twice: ${way}, ${requested.get(way)} requested, ${times} made`)
  const last = new Map<string, { step: string; version: number }>()
  for (const { person, was, step, version } of moves) {
    const before = last.get(person) ?? { step: 'terms', version: 0 }
    if (before.step !== was || before.version + 1 !== version) violation(`a broken chain of moves at ${was} → ${step}`)
    last.set(person, { step, version })
  }

  // Each message arrived once or is still in the outbox.
  const accepted = (key: string) => ledger.taken.filter((message) => message.key === key)
  let [once, twice, queued, lost] = [0, 0, 0, 0]
  for (const { job, kind, retryKey } of jobs) {
    if (kind !== 'say' && kind !== 'announce' && kind !== 'warn') continue
    const token = job.do === 'say' ? job.replyToken : undefined
    const arrivals = [...(token ? accepted(token) : []), ...accepted(retryKey)]
    if (arrivals.length === 1) once++
    else if (arrivals.length === 0 && waiting.has(retryKey)) queued++
    else if (arrivals.length === 0) {
      lost++
      violation(`a message never arrived and is not queued: ${JSON.stringify(job).slice(0, 120)}`)
    } else {
      twice++
      if (!explained(arrivals))
        violation(`a message arrived ${arrivals.length} times without a reason: ${JSON.stringify(arrivals)}`)
    }
  }

  // No enrolment is stuck, and no card is incomplete.
  const outcomes = count(citizens, ({ outcome }) => outcome)
  for (const row of await all("select person from enrolment where step = 'register'"))
    if (!(await all(`select 1 from outbox where person = '${row.person}' and kind = 'askRegister'`)).length)
      violation('an enrolment waits for the register, and nobody asks it')
  const cards = await all("select id, person, portrait from card where status != 'revoked'")
  const issued = new Set(
    (await all("select person from enrolment where step = 'issued'")).map((row) => String(row.person)),
  )
  for (const row of cards) {
    const who = String(row.person)
    if (!issued.has(who)) violation('a card without a finished enrolment')
    if (!(await vault.get(who, String(row.portrait)))) violation('a card without its portrait')
    if (!(await store.pins.status(who)).picture) violation('a card without a PIN')
    const consents = await all(`select kind from consent where person = '${who}' and given = 1`)
    for (const kind of ['terms', 'face', 'issue'])
      if (consents.filter((consent) => consent.kind === kind).length !== 1)
        violation(`a card with other than one consent: ${kind}`)
  }
  for (const { user, outcome } of citizens) {
    const who = person.get(user)
    const left = `select person from blob where person = '${who}' union all select person from pin where person = '${who}'`
    if (outcome === 'withdrew' && (await all(left)).length > 0) violation('a face is left whose consent was withdrawn')
  }
  if (issued.size !== cards.length) violation(`${issued.size} finished enrolments and ${cards.length} cards`)
  for (const row of await all('select person, vault from waiting_photo'))
    if (!(await vault.get(String(row.person), String(row.vault)))) violation('a waiting photo without its bytes')

  return {
    counts: {
      citizens: citizens.length,
      ...Object.fromEntries(outcomes),
      'events heard': ledger.events.size,
      'events acknowledged': acked.length,
      'moves made': moves.length,
      'cards issued': cards.length,
      'messages that arrived once': once,
      'messages still queued': queued,
      'messages lost': lost,
      'messages twice (reply taken, answer lost, token old)': twice,
    },
    violations,
  }
}
