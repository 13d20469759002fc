// After the storm: what was promised, held against what was ever committed and what stands in the database now.
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
const count = <T>(list: readonly T[], key: (one: T) => string) => {
  const counts = new Map<string, number>()
  for (const one of list) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1)
  return counts
}

/** Kinds of events that are answered in the chat, each once. */
const answered = (type: string) => type === 'message' || type === 'postback' || type === 'follow'

/**
 * A message arrived twice and this is why: its reply was taken and the service could not know, because the answer was lost
 * or the process or the database went before it was noted. Replies have no retry key; when the token is old, a push is sent.
 */
const explained = (taken: readonly AcceptedMessage[]): boolean => {
  const [first, second] = taken
  if (taken.length !== 2 || first?.how !== 'reply' || second?.how !== 'push') return false
  return !first.told || second.kills > first.kills || second.cuts > first.cuts
}

/** Says of a finished storm what was kept and what was broken. The service must have stopped. */
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
  const wrong = (what: string) => void violations.push(what)
  const all = async (sql: string): Promise<Row[]> => (await client.execute(sql)).rows

  const orders = await Promise.all(
    (await recordedJobs(client)).map(async ({ job, ...order }) => {
      const key = await keyOf(personKeys, order.person)
      const place = { table: 'outbox', column: 'intent', row: order.retryKey }
      return { ...order, job: await key.openJson<Job>(place, job) }
    }),
  )
  const moves = await recordedTransitions(client)
  const waiting = new Set((await all('select retry_key from outbox')).map((row) => String(row.retry_key)))

  // Every acknowledged event, exactly once.
  const says = orders.flatMap(({ job }) => (job.do === 'say' && job.replyToken ? [job.replyToken] : []))
  const answers = count(says, (token) => token)
  const done = new Map((await all('select id, done_at from webhook_event')).map((row) => [String(row.id), row.done_at]))
  const acked = [...ledger.events.values()].filter((event) => event.acked)
  for (const { id, type, token } of acked) {
    if (done.get(id) == null) wrong(`event ${id} (${type}) was acknowledged and is not done`)
    const times = answers.get(token ?? '') ?? 0
    if (answered(type) && times !== 1) wrong(`event ${id} (${type}) took effect ${times} times`)
  }

  // Every act that was answered, once; never more often than it was asked for.
  const person = new Map<string, string>()
  for (const { user } of citizens) person.set(user, (await store.people.findOrCreate(user, 'th', 0)).id)
  const edge = (who: string, from: string, to: string) => `${who} ${from} → ${to}`
  // The register stands between the data and the selfie and answers by itself; nobody asks to have failed three times.
  const made = count(
    moves
      .filter(({ reason }) => reason !== 'three_failures')
      .map((move) => (move.was === 'register' && move.step === 'selfie' ? { ...move, was: 'checkData' } : move)),
    ({ person, was, step }) => edge(person, was, step),
  )
  const known = ledger.acts.flatMap((act) => (person.has(act.user) ? [{ ...act, user: person.get(act.user)! }] : []))
  const wanted = count(known, ({ user, from, to }) => edge(user, from, to))
  const promised = count(
    known.filter((act) => act.acked && act.to !== 'inPerson'),
    ({ user, from, to }) => edge(user, from, to),
  )
  for (const [way, times] of promised)
    if ((made.get(way) ?? 0) < times)
      wrong(`acts without effect: ${way}, ${times} acknowledged, ${made.get(way) ?? 0} made`)
  for (const [way, times] of made)
    if (wanted.has(way) && times > (wanted.get(way) ?? 0))
      wrong(`acts twice: ${way}, ${wanted.get(way)} wanted, ${times} made`)
  const last = new Map<string, { step: string; version: number }>()
  for (const { person, was, step, version } of moves) {
    const before = last.get(person) ?? { step: 'terms', version: 0 }
    if (before.step !== was || before.version + 1 !== version) wrong(`a broken chain of moves at ${was} → ${step}`)
    last.set(person, { step, version })
  }

  // Every message, once or still to come.
  const taken = (key: string) => ledger.taken.filter((one) => one.key === key)
  let [once, twice, queued, silent] = [0, 0, 0, 0]
  for (const { job, kind, retryKey } of orders) {
    if (kind !== 'say' && kind !== 'announce' && kind !== 'warn') continue
    const token = job.do === 'say' ? job.replyToken : undefined
    const arrivals = [...(token ? taken(token) : []), ...taken(retryKey)]
    if (arrivals.length === 1) once++
    else if (arrivals.length === 0 && waiting.has(retryKey)) queued++
    else if (arrivals.length === 0) {
      silent++
      wrong(`a message never arrived and is not queued: ${JSON.stringify(job).slice(0, 120)}`)
    } else {
      twice++
      if (!explained(arrivals))
        wrong(`a message arrived ${arrivals.length} times without a reason: ${JSON.stringify(arrivals)}`)
    }
  }

  // No enrolment is stuck, no card is half made.
  const outcomes = count(citizens, ({ outcome }) => outcome)
  for (const row of await all("select person from enrolment where step = 'register'"))
    if (!(await all(`select 1 from outbox where person = '${row.person}' and kind = 'askRegister'`)).length)
      wrong('an enrolment waits for the register, and nobody asks it')
  const cards = await all("select id, person, portrait from card where status != 'revoked'")
  const issued = new Set(
    (await all("select person from enrolment where step = 'issued'")).map((row) => String(row.person)),
  )
  for (const row of cards) {
    const who = String(row.person)
    if (!issued.has(who)) wrong('a card without a finished enrolment')
    if (!(await vault.get(who, String(row.portrait)))) wrong('a card without its portrait')
    if (!(await store.pins.shownTokens(who)).picture) wrong('a card without a PIN')
    const consents = await all(`select kind from consent where person = '${who}' and given = 1`)
    for (const kind of ['terms', 'face', 'issue'])
      if (consents.filter((consent) => consent.kind === kind).length !== 1)
        wrong(`a card with other than one consent: ${kind}`)
  }
  for (const { user, outcome } of citizens) {
    const who = person.get(user)
    const left = `select person from blob where person = '${who}' union all select person from pin where person = '${who}'`
    if (outcome === 'withdrew' && (await all(left)).length > 0) wrong('a face is left whose consent was taken back')
  }
  if (issued.size !== cards.length) wrong(`${issued.size} finished enrolments and ${cards.length} cards`)
  for (const row of await all('select person, vault from waiting_photo'))
    if (!(await vault.get(String(row.person), String(row.vault)))) wrong('a waiting photo without its bytes')

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
      'messages lost': silent,
      'messages twice (reply taken, answer lost, token old)': twice,
    },
    violations,
  }
}
