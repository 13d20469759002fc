// What is to be done after a write: carried out once, repeated until it is done, in order for each person.
import { forgetPhotos } from './chat/photo.ts'
import type { Said } from './chat/said.ts'
import { whereTheyAre } from './chat/talk.ts'
import type { Deps, Intent, OutboxItem, Person, PersonId, Sent } from './deps.ts'
import { askRegister } from './enrolment/data.ts'
import { newPinReady } from './enrolment/new-pin.ts'

/** LINE's reply tokens live for a minute from the event; a margin for our own clock and the way there. */
const replyTokenMs = 50_000
/** Seconds to the next attempt, by how many there were; then the last one again and again. */
const backOff = [5, 15, 60, 300, 900, 3600]
/** About a day of attempts: LINE's retry keys end after 24 h, and a message later than that helps nobody. */
const mostAttempts = 30

const nothingToDo: Sent = { ok: true, value: undefined }

const push = async ({ line, store }: Deps, item: OutboxItem, person: Person, said: readonly Said[]): Promise<Sent> => {
  const lineUserId = await store.people.lineUserId(person.id)
  return lineUserId ? line.push(lineUserId, said, person.language, item.retryKey) : nothingToDo
}

/**
 * Replies while the token lives, else pushes. A reply has no retry key: when an earlier attempt got no answer and the
 * token, still young, is gone now, then that attempt did arrive.
 */
const say = async (
  deps: Deps,
  item: OutboxItem,
  person: Person,
  intent: Extract<Intent, { do: 'say' }>,
): Promise<Sent> => {
  const fresh = deps.clock() - (intent.heardAt ?? 0) < replyTokenMs
  if (!intent.replyToken || !fresh) return push(deps, item, person, intent.said)
  const replied = await deps.line.reply(intent.replyToken, intent.said, person.language)
  if (replied.ok || replied.reason !== 'reply_token_gone') return replied
  return item.attempts > 0 ? nothingToDo : push(deps, item, person, intent.said)
}

const linkMenu = async (deps: Deps, person: PersonId, menu: 'register' | 'card'): Promise<Sent> => {
  const [lineUserId, known] = await Promise.all([deps.store.people.lineUserId(person), deps.store.people.byId(person)])
  return lineUserId && known ? deps.line.linkMenu(lineUserId, menu, known.language) : nothingToDo
}

/** True when nothing is left to do: done, or refused in a way that no repetition changes. */
const settled = (sent: Sent): boolean => sent.ok || sent.reason === 'already_sent' || sent.reason === 'refused'

/** Carries out one order; false when it is to be tried again. */
const carryOut = async (deps: Deps, item: OutboxItem): Promise<boolean> => {
  const { intent } = item
  if (intent.do === 'askRegister') return askRegister(deps, item)
  if (intent.do === 'menu') return settled(await linkMenu(deps, item.person, intent.menu))
  if (intent.do === 'unkeep') {
    await deps.vault.erase(intent.vault)
    return true
  }
  if (intent.do === 'forgetPhotos') {
    await forgetPhotos(deps, item.person)
    return true
  }
  const person = await deps.store.people.byId(item.person)
  if (!person?.following) return true
  if (intent.do === 'sayNewPinReady')
    return !(await newPinReady(deps, item.person)) || settled(await push(deps, item, person, [{ say: 'newPinReady' }]))
  if (intent.do === 'say') return settled(await say(deps, item, person, intent))
  const first: Said[] = intent.first ? [{ say: 'sentence', sentence: intent.first }] : []
  return settled(await push(deps, item, person, [...first, ...(await whereTheyAre(deps, person))]))
}

const attempt = async (deps: Deps, item: OutboxItem): Promise<boolean> => {
  try {
    return await carryOut(deps, item)
  } catch (error) {
    deps.log('outbox_failed', { intent: item.intent.do, error: error instanceof Error ? error.name : 'unknown' })
    return false
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
    for (const item of items) {
      const done = await attempt(deps, item)
      const givenUp = !done && item.attempts + 1 >= mostAttempts
      if (givenUp) deps.log('outbox_given_up', { intent: item.intent.do })
      if (done || givenUp) await deps.store.outbox.done(item.id)
      else await deps.store.outbox.retry(item.id, deps.clock() + 1000 * (backOff[item.attempts] ?? 3600))
    }
  }
}
