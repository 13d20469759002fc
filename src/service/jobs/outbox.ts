// What is to be done after a write: carried out once, repeated until it is done, in order for each person.
// Decision 010: a message twice rather than never. Decision 064: jobs are due at once, whatever the clock skew.

import type { Said, Sentence } from '../../core/chat/said.ts'
import { forgetPhotos } from '../chat/photo.ts'
import { saidAtStep } from '../chat/talk.ts'
import type { Deps, SendResult } from '../deps.ts'
import { askPopulationRegister } from '../enrolment/data.ts'
import type { Job, Person, PersonId, QueuedJob } from '../model.ts'
import { newPinReady } from '../pin/recovery.ts'
import { errorName } from '../platform/log.ts'
import { perKey } from '../platform/per-key.ts'

/** LINE's reply tokens live for a minute from the event; a margin for our own clock and the way there. */
const clockMarginMs = 10_000
const replyTokenMs = 60_000 - clockMarginMs
/** Seconds to the next attempt, by how many there were; then the last one again and again. */
const backOff = [5, 15, 60, 300, 900, 3600]
/** About a day of attempts: LINE's retry keys end after 24 h, and a message later than that helps nobody. */
const mostAttempts = 30

/** ms within which what was begun is noted: LINE's 8 s, and a process that stands still for a while. Nothing is begun that could outlast its lease. */
const callMs = 15_000
/** People who are written to at the same time. */
const atOnce = 10

const nothingToDo: SendResult = { ok: true, value: undefined }

const push = async (
  { line, store }: Deps,
  item: QueuedJob,
  person: Person,
  said: readonly Said[],
): Promise<SendResult> => {
  const lineUserId = await store.people.lineUserId(person.id)
  return lineUserId ? line.push(lineUserId, said, person.language, item.retryKey) : nothingToDo
}

/**
 * Replies while the token lives, else pushes. A reply has no retry key: when nobody knows what came of an earlier attempt,
 * LINE is asked by the same token, and if that is gone while it is young by LINE's own clock, the attempt did arrive. When it
 * is old, a push goes out and may repeat what arrived: twice is better than never. An event from the future means a clock
 * that was put back.
 */
const answer = async (
  deps: Deps,
  item: QueuedJob,
  person: Person,
  job: Extract<Job, { do: 'say' }>,
): Promise<SendResult> => {
  const { replyToken, heardAt = 0, said } = job
  const age = deps.clock() - heardAt
  const worthIt = item.unsure || (age <= replyTokenMs && age >= -clockMarginMs)
  if (!replyToken) return push(deps, item, person, said)
  /**
   * A push has its retry key; a reply after it, by a clock that was put back, would say the same again. And by a clock that
   * was put ahead this order may be another's meanwhile, or done: then nothing is pushed.
   */
  const pushed = async (): Promise<SendResult> =>
    (await deps.store.outbox.replaceJob(item, { do: 'say', said }))
      ? push(deps, item, person, said)
      : { ok: false, reason: 'turned_away' }
  if (!worthIt) return pushed()
  const replied = await deps.line.reply(replyToken, said, person.language)
  if (replied.ok || replied.reason !== 'reply_token_gone') return replied
  const arrived = item.unsure && replied.at !== undefined && replied.at - heardAt < replyTokenMs
  return arrived ? nothingToDo : pushed()
}

const linkMenu = async (deps: Deps, person: PersonId, menu: 'register' | 'card'): Promise<SendResult> => {
  const [lineUserId, known] = await Promise.all([deps.store.people.lineUserId(person), deps.store.people.byId(person)])
  return lineUserId && known ? deps.line.linkMenu(lineUserId, menu, known.language) : nothingToDo
}

type JobOutcome = 'done' | 'in_vain' | 'unsure'

/** Refused is done too: no repetition changes it. */
const outcomeOf = (result: SendResult): JobOutcome => {
  if (result.ok || result.reason === 'already_sent' || result.reason === 'refused') return 'done'
  return result.reason === 'unreachable' ? 'unsure' : 'in_vain'
}

type JobKind = Job['do']
type JobOf<D extends JobKind> = Extract<Job, { do: D }>
type JobHandlers = { readonly [D in JobKind]: (deps: Deps, item: QueuedJob, job: JobOf<D>) => Promise<SendResult> }

/** To somebody who still listens; whoever does not is told nothing, and that is done. */
const tell = async (
  deps: Deps,
  item: QueuedJob,
  said: readonly Said[] | ((person: Person) => Promise<readonly Said[]>),
  to = item.person,
): Promise<SendResult> => {
  const person = await deps.store.people.byId(to)
  if (!person?.following) return nothingToDo
  return push(deps, item, person, typeof said === 'function' ? await said(person) : said)
}
const sentence = (name: Sentence): Said => ({ say: 'sentence', sentence: name })

/** How each order is carried out: there is no other place. */
const handlers: JobHandlers = {
  say: async (deps, item, job) => {
    const person = await deps.store.people.byId(item.person)
    return person?.following ? answer(deps, item, person, job) : nothingToDo
  },
  announce: (deps, item, { first }) =>
    tell(deps, item, async (person) => [...(first ? [sentence(first)] : []), ...(await saidAtStep(deps, person))]),
  warn: (deps, item, { holder }) => tell(deps, item, [sentence('triedElsewhere')], holder),
  sayNewPinReady: async (deps, item) =>
    (await newPinReady(deps, item.person)) ? tell(deps, item, [{ say: 'newPinReady' }]) : nothingToDo,
  menu: (deps, { person }, { menu }) => linkMenu(deps, person, menu),
  askRegister: async (deps, item) =>
    (await askPopulationRegister(deps, item)) ? nothingToDo : { ok: false, reason: 'turned_away' },
  unkeep: async ({ vault }, _, { vault: ids }) => {
    await vault.erase(ids)
    return nothingToDo
  },
  forgetPhotos: async (deps, { person }) => {
    await forgetPhotos(deps, person)
    return nothingToDo
  },
}

const carryOut = async <D extends JobKind>(
  deps: Deps,
  item: QueuedJob,
  job: JobOf<D> & { do: D },
): Promise<JobOutcome> => outcomeOf(await handlers[job.do](deps, item, job))

const attempt = async (deps: Deps, item: QueuedJob): Promise<JobOutcome> => {
  try {
    return await carryOut(deps, item, item.job)
  } catch (error) {
    deps.log('outbox_failed', { intent: item.job.do, error: errorName(error) })
    return 'unsure'
  }
}

const work = async (deps: Deps, item: QueuedJob): Promise<void> => {
  const { job } = item
  // Too late under this lease: given back to be claimed anew, for two workers with one reply token help nobody.
  if (deps.clock() > item.until - callMs) return deps.store.outbox.postpone(item, deps.clock(), deps.clock())
  if ('notBefore' in job && deps.clock() < job.notBefore)
    return deps.store.outbox.postpone(item, job.notBefore, deps.clock())
  const outcome = await attempt(deps, item)
  const givenUp = outcome !== 'done' && item.attempts + 1 >= mostAttempts
  if (givenUp) deps.log('outbox_given_up', { intent: item.job.do })
  if (outcome === 'done' || givenUp) await deps.store.outbox.done(item.id)
  else {
    const dueAt = deps.clock() + 1000 * (backOff[item.attempts] ?? 3600)
    await deps.store.outbox.retry(item, dueAt, outcome === 'in_vain')
  }
}

/**
 * Works everything that is due, of one person or of everybody, until nothing is left that can be done now.
 * What failed waits for its time; what was tried for a day is given up and logged.
 */
export const drain = async (deps: Deps, person?: PersonId): Promise<void> => {
  for (;;) {
    const items = await deps.store.outbox.claim(deps.clock(), person)
    if (items.length === 0) return
    await perKey(
      items,
      (item) => item.person,
      atOnce,
      (item) => work(deps, item),
    )
  }
}
