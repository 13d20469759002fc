// What a calibrated deployment makes of the demo's face: the band of the selfie, the second look's word, and what the chat said of it.
import { chat as words } from '../../src/core/words/th/chat.ts'

/** ms for a case from the card's issue until it is judged, and from there until the chat says so, on a busy machine. */
const patience = { look: 120_000, word: 15_000 }

export type FaceWord = { band?: string; score?: number; rechecked: boolean; reason?: string; told: boolean }

const lineOf = (logged: readonly string[], event: string): Record<string, unknown> | undefined => {
  const line = logged.findLast((one) => one.includes(`"${event}"`))
  return line === undefined ? undefined : JSON.parse(line)
}

/** Whether it came true in time. */
const within = async (ms: number, done: () => boolean | Promise<boolean>): Promise<boolean> => {
  for (const until = Date.now() + ms; !(await done()); await new Promise((resolve) => setTimeout(resolve, 200)))
    if (Date.now() > until) return false
  return true
}

/**
 * Waits until the case is judged. `logged`: the service's own lines. `heard`: all that the citizen was told so far.
 * `told`: whether the chat says what the case came to.
 */
export const faceWord = async (logged: readonly string[], heard: () => Promise<string>): Promise<FaceWord> => {
  if (!(await within(patience.look, () => lineOf(logged, 'face_case') !== undefined)))
    throw new Error('the second look said nothing of the case')
  const [selfie, judged] = [lineOf(logged, 'selfie_taken'), lineOf(logged, 'face_case')]
  const rechecked = judged?.level === 'rechecked'
  const sentence = rechecked ? words.sentences.faceRechecked : words.sentences.faceInReview
  return {
    band: selfie?.band as string,
    score: selfie?.centred as number,
    rechecked,
    reason: judged?.reason as string,
    told: await within(patience.word, async () => (await heard()).includes(JSON.stringify(sentence).slice(1, -1))),
  }
}
