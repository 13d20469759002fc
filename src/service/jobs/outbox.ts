// Does the outbox jobs: each one is retried until it is done, in order for each person.
// Decision 010: a message twice rather than never. Decision 064: outbox jobs are due at once, whatever the clock skew.

import type { Said, Sentence } from '../../core/chat/said.ts'
import { forgetPhotos } from '../chat/photo.ts'
import { saidAtStep } from '../chat/talk.ts'
import type { Deps, SendResult } from '../deps.ts'
import { askPopulationRegister } from '../enrolment/data.ts'
import type { Job, Person, PersonId, QueuedJob } from '../model.ts'
import { endCooldown } from '../pin/confirmation.ts'
import { errorName } from '../platform/log.ts'
import { perKey } from '../platform/per-key.ts'
import { pushWithinBudget } from './budgeted-push.ts'

/** LINE's reply tokens are valid for a minute from the event; the margin covers our clock and the way to LINE. */
const clockMarginMs = 10_000
const replyTokenMs = 60_000 - clockMarginMs
/** Seconds until the next attempt, by the number of earlier attempts; the last value repeats. */
const backOff = [5, 15, 60, 300, 900, 3600]
/** About a day of attempts: LINE's retry keys expire after 24 h, and a later message is of no use. */
const maxAttempts = 30

/**
 * A job must end and be recorded within this many ms: LINE's 8 s time-out plus a pause of the process. A worker starts
 * no job whose lease ends sooner.
 */
const callMs = 15_000
/** People served at the same time. */
const atOnce = 10

const done: SendResult = { ok: true, value: undefined }

/**
 * Replies while the reply token is valid, else pushes. A reply has no retry key. If the outcome of an earlier attempt
 * is unknown, the reply is sent again with the same token: if LINE refuses the token while it is young by LINE's own
 * clock, the earlier attempt arrived. If the token is old, a push goes out and may repeat the message: twice is better
 * than never. An event from the future means that our clock was set back.
 */
const replyOrPush = async (
  deps: Deps,
  item: QueuedJob,
  person: Person,
  job: Extract<Job, { do: 'say' }>,
): Promise<SendResult> => {
  const { replyToken, heardAt = 0, said } = job
  const age = deps.clock() - heardAt
  const tokenIsUsable = item.unsure || (age <= replyTokenMs && age >= -clockMarginMs)
  if (!replyToken) return pushWithinBudget(deps, item, person, said)
  /**
   * The job loses its reply token before the push: a push has its retry key, and a later reply would repeat the message
   * if our clock is set back. If our clock was set ahead, another worker may have the job or have done it; then nothing
   * is pushed.
   */
  const pushInstead = async (): Promise<SendResult> =>
    (await deps.store.outbox.replaceJob(item, { do: 'say', said }))
      ? pushWithinBudget(deps, item, person, said)
      : { ok: false, reason: 'turned_away' }
  if (!tokenIsUsable) return pushInstead()
  const replied = await deps.line.reply(replyToken, said, person.language)
  if (replied.ok || replied.reason !== 'reply_token_gone') return replied
  const arrived = item.unsure && replied.at !== undefined && replied.at - heardAt < replyTokenMs
  return arrived ? done : pushInstead()
}

const linkMenu = async (deps: Deps, person: PersonId, menu: 'register' | 'card'): Promise<SendResult> => {
  const [lineUserId, owner] = await Promise.all([deps.store.people.lineUserId(person), deps.store.people.byId(person)])
  return lineUserId && owner ? deps.line.linkMenu(lineUserId, menu, owner.language) : done
}

type JobOutcome = 'done' | 'in_vain' | 'unsure'

/** A refusal by LINE is final, so the job counts as done. */
const outcomeOf = (result: SendResult): JobOutcome => {
  if (result.ok || result.reason === 'already_sent' || result.reason === 'refused') return 'done'
  return result.reason === 'unreachable' ? 'unsure' : 'in_vain'
}

type JobKind = Job['do']
type JobOf<D extends JobKind> = Extract<Job, { do: D }>
type JobHandlers = { readonly [D in JobKind]: (deps: Deps, item: QueuedJob, job: JobOf<D>) => Promise<SendResult> }

/** Sends to a user who still follows the account. For a user who has unfollowed, the job counts as done. */
const tell = async (
  deps: Deps,
  item: QueuedJob,
  said: readonly Said[] | ((person: Person) => Promise<readonly Said[]>),
  to = item.person,
): Promise<SendResult> => {
  const person = await deps.store.people.byId(to)
  if (!person?.following) return done
  return pushWithinBudget(deps, item, person, typeof said === 'function' ? await said(person) : said)
}
const sentence = (name: Sentence): Said => ({ say: 'sentence', sentence: name })

/** The handler of each kind of job. */
const handlers: JobHandlers = {
  say: async (deps, item, job) => {
    const person = await deps.store.people.byId(item.person)
    return person?.following ? replyOrPush(deps, item, person, job) : done
  },
  announce: (deps, item, { first }) =>
    tell(deps, item, async (person) => [...(first ? [sentence(first)] : []), ...(await saidAtStep(deps, person))]),
  warn: async (deps, item, { holder }) => {
    const { left } = await deps.store.tallies.take(holder, 'warnings', deps.clock())
    return left < 0 ? done : tell(deps, item, [sentence(left === 0 ? 'triedOften' : 'triedElsewhere')], holder)
  },
  sayNewPinReady: async (deps, item) =>
    (await endCooldown(deps, item.person)) ? tell(deps, item, [{ say: 'newPinReady' }]) : done,
  menu: (deps, { person }, { menu }) => linkMenu(deps, person, menu),
  askRegister: async (deps, item) =>
    (await askPopulationRegister(deps, item)) ? done : { ok: false, reason: 'turned_away' },
  unkeep: async ({ vault }, _, { vault: ids }) => {
    await vault.erase(ids)
    return done
  },
  forgetPhotos: async (deps, { person }) => {
    await forgetPhotos(deps, person)
    return done
  },
}

const runHandler = async <D extends JobKind>(
  deps: Deps,
  item: QueuedJob,
  job: JobOf<D> & { do: D },
): Promise<JobOutcome> => outcomeOf(await handlers[job.do](deps, item, job))

const attempt = async (deps: Deps, item: QueuedJob): Promise<JobOutcome> => {
  try {
    return await runHandler(deps, item, item.job)
  } catch (error) {
    deps.log('outbox_failed', { intent: item.job.do, error: errorName(error) })
    return 'unsure'
  }
}

const doJob = async (deps: Deps, item: QueuedJob): Promise<void> => {
  const { job } = item
  // Too late under this lease: the job is given back, because two workers must not use one reply token.
  if (deps.clock() > item.until - callMs) return deps.store.outbox.postpone(item, deps.clock(), deps.clock())
  if ('notBefore' in job && deps.clock() < job.notBefore)
    return deps.store.outbox.postpone(item, job.notBefore, deps.clock())
  const outcome = await attempt(deps, item)
  const givenUp = outcome !== 'done' && item.attempts + 1 >= maxAttempts
  if (givenUp) deps.log('outbox_given_up', { intent: item.job.do })
  if (outcome === 'done' || givenUp) await deps.store.outbox.done(item.id)
  else {
    const dueAt = deps.clock() + 1000 * (backOff[item.attempts] ?? 3600)
    await deps.store.outbox.retry(item, dueAt, outcome === 'in_vain')
  }
}

/** Jobs that need nobody outside: a request may wait for them, because the answer shows what they have done. */
const ownKinds: readonly JobKind[] = ['unkeep', 'forgetPhotos']

/**
 * Does all due jobs, of one person or of everyone, until none is left that can be done now. A failed job waits for its
 * next attempt. A job that failed for about a day is given up and logged. A request must not wait for this: LINE and the
 * register may take seconds.
 */
export const drain = async (deps: Deps, person?: PersonId, kinds?: readonly JobKind[]): Promise<void> => {
  for (;;) {
    const items = await deps.store.outbox.claim(deps.clock(), person, kinds)
    if (items.length === 0) return
    await perKey(
      items,
      (item) => item.person,
      atOnce,
      (item) => doJob(deps, item),
    )
  }
}

/** Does the jobs of a person that need nobody outside, and starts all others without waiting for them. */
export const drainLater = async (deps: Deps, person: PersonId): Promise<void> => {
  await drain(deps, person, ownKinds)
  deps.waitUntil(() => drain(deps, person))
}
