// The examiner's work: ask the service for a case, look at its evidence again, tell what was found. It knows no database.
import type { RecheckCase, RecheckReport } from '../core/face/recheck.ts'

export type Post = (path: string, body: unknown) => Promise<{ status: number; body: unknown }>
export type Recheck = (given: RecheckCase) => Promise<RecheckReport>
type Lease = { id: string; lease: string }

/** Requests to a service; a line that is down is told by status 0. */
export const postTo =
  (origin: string, secret: string): Post =>
  async (path, body) => {
    try {
      const response = await fetch(`${origin}/internal/cases${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      })
      return { status: response.status, body: response.status === 204 ? undefined : await response.json() }
    } catch {
      return { status: 0, body: undefined }
    }
  }

/** `idle`: there was none. `lost`: somebody else has it by now, or its evidence is gone. */
export type ExamineOutcome = RecheckReport | 'idle' | 'lost' | 'refused' | 'unreachable'

/** One case from beginning to end. */
export const examineOne = async (post: Post, recheck: Recheck): Promise<ExamineOutcome> => {
  const lent = await post('', {})
  if (lent.status === 204) return 'idle'
  if (lent.status !== 200) return lent.status === 0 || lent.status >= 500 ? 'unreachable' : 'refused'
  const { id, lease } = lent.body as Lease
  const given = await post(`/${id}/evidence`, { lease })
  if (given.status !== 200) return given.status === 0 || given.status >= 500 ? 'unreachable' : 'lost'
  const report = await recheck(given.body as RecheckCase)
  const told = await post(`/${id}/result`, { lease, report })
  if (told.status === 204) return report
  return told.status === 0 || told.status >= 500 ? 'unreachable' : 'lost'
}
