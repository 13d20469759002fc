// Reads the issuer's signed answer about one token. An answer to another question is unreadable.
import { readStatusAnswer } from '../core/inspection/status-answer.ts'
import type { Inspection } from '../core/inspection/verdict.ts'
import { type PublishedKey, verifierOf } from './signature.ts'

/**
 * The status in `answer`, if the issuer signed it for this digest and this nonce. Its age is judged by `inspect`.
 * Never throws, whatever the text.
 */
export const answeredStatus = async (
  answer: string,
  asked: { shown: string; nonce: string },
  issuer: { issuer: { id: string }; keys: readonly PublishedKey[] } | undefined,
): Promise<Inspection['status']> => {
  const read = await readStatusAnswer(answer, verifierOf(issuer?.keys ?? []))
  if (!read.ok) return 'unreadable'
  const { issuer: id, digest, nonce, of, issuedAt } = read.value
  const fits = id === issuer?.issuer.id && digest === asked.shown && nonce === asked.nonce
  return fits ? { of, issuedAt, fresh: true } : 'unreadable'
}
