// The public interface of `@phokbat/verifier`: the token, the status list and the verdict. docs/versioning.md covers
// it.
export type { Assurance, DocumentAssurance, FaceAssurance } from '../core/card/card.ts'
export { type Grade, gradeOf } from '../core/card/grade.ts'
export { bangkokDay, type Expiry, type PartialDate } from '../core/card/thai-date.ts'
export {
  type Claims,
  readToken,
  type Scope,
  type Token,
  type TokenFault,
  tokenFromFragment,
  type Verify,
} from '../core/card/token.ts'
export type { CardStatus, TokenStatus } from '../core/inspection/status-list.ts'
export {
  readStatusToken,
  STATUS_MAX_AGE,
  STATUS_PATH,
  STATUS_TYPE,
  type StatusToken,
  type StatusTokenFault,
} from '../core/inspection/status-token.ts'
export {
  type DisclosedCard,
  type GradeVerdict,
  type Inspection,
  inspect,
  isGraded,
  type Verdict,
} from '../core/inspection/verdict.ts'
export type { Err, Ok, Result } from '../core/result.ts'
export { answeredStatus } from './answer.ts'
export { type CardCheck, checkCard, type IssuerFile, questionFor, type StatusQuestion } from './check.ts'
export { digestOf } from './digest.ts'
export { type PublishedKey, verifierOf } from './signature.ts'
export { statusInList } from './status.ts'
