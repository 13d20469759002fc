// An officer at the counter: opens the visit of a holder who came with a code, and gives the verdict over real HTTP.
import type { Deployment } from './deployment.ts'
import type { Person } from './people/people.ts'
import { browserOf, type Provider, reviewers } from './provider.ts'

/** What an officer reads off the real card of this person. */
export const realCardOf = ({ card: { idNumber, birthDate } }: Person) => ({ idNumber, birthDate })

/** The HTTP status of the verdict, or of the opening if nobody waits with this code. */
export const officerSays = async (
  deployment: Deployment,
  provider: Provider,
  code: string,
  said: 'yes' | 'no',
  holder: Person,
): Promise<number> => {
  provider.signedIn = reviewers[0].subject
  const browser = browserOf(deployment.service.origin)
  await browser.signIn()
  const opened = await browser.post('/api/official/visits/open', { code })
  if (opened.status !== 200) return opened.status
  const why = 'พบตัวจริงแล้ว'
  const verdict = said === 'yes' ? { code, said, why, card: realCardOf(holder) } : { code, said, why }
  return (await browser.post('/api/official/visits/verdict', verdict)).status
}
