// Waits for the recheck of the demo's face: the band of the selfie, the result of the recheck, and what the chat said about it.
import { chat as words } from '../../src/core/words/th/chat.ts'

/** ms from the issue of the card to the result of the recheck, and from there to the message in the chat, on a busy machine. */
const patience = { look: 120_000, word: 15_000 }

export type RecheckSummary = {
  band?: string
  score?: number
  rechecked: boolean
  reason?: string
  told: boolean
  /** What the chat says of the result. */
  sentence: string
}

const lineOf = (logged: readonly string[], event: string): Record<string, unknown> | undefined => {
  const line = logged.findLast((one) => one.includes(`"${event}"`))
  return line === undefined ? undefined : JSON.parse(line)
}

/** @returns whether `done` became true within `ms`. */
const within = async (ms: number, done: () => boolean | Promise<boolean>): Promise<boolean> => {
  for (const until = Date.now() + ms; !(await done()); await new Promise((resolve) => setTimeout(resolve, 200)))
    if (Date.now() > until) return false
  return true
}

/**
 * Waits for the result of the recheck.
 * @param logged the lines of the service's log. @param heard returns all messages that the citizen has received.
 * @returns the result; `told` is whether the chat reported it.
 */
export const recheckSummary = async (
  logged: readonly string[],
  heard: () => Promise<string>,
): Promise<RecheckSummary> => {
  if (!(await within(patience.look, () => lineOf(logged, 'face_case') !== undefined)))
    throw new Error('the recheck reported nothing about the case')
  const [selfie, judged] = [lineOf(logged, 'selfie_taken'), lineOf(logged, 'face_case')]
  const rechecked = judged?.level === 'rechecked'
  const { faceRechecked, faceDoubted, faceInReview } = words.sentences
  const sentence = rechecked ? faceRechecked : judged?.doubted ? faceDoubted : faceInReview
  return {
    band: selfie?.band as string,
    score: selfie?.centred as number,
    rechecked,
    sentence,
    reason: judged?.reason as string,
    told: await within(patience.word, async () => (await heard()).includes(JSON.stringify(sentence).slice(1, -1))),
  }
}
