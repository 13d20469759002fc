// The walk in one call: a person's phone, taken as far as a step by honest requests.
import type { Step } from '../../src/core/journey/map.ts'
import type { Deployment } from './deployment.ts'
import type { Person } from './people/people.ts'

/** What a walk needs of a deployment. */
type StepDriver = Pick<Deployment, 'phone' | 'pass'>

/** A signed-in phone of this person at `step`; steps that are behind already are not repeated. */
export const walkThrough = async (deployment: StepDriver, person: Person, step: Step) => {
  const phone = await deployment.phone(person.line)
  const { view } = await phone.signIn()
  const acts: Partial<Record<Step, () => Promise<{ view: { step: Step } }>>> = {
    terms: () => phone.terms(),
    faceConsent: () => phone.face(),
    cardFront: () => phone.front(),
    cardBack: () => phone.back(),
    checkData: () => phone.data(person),
    selfie: () => phone.selfie({}, deployment.pass),
    setPin: () => phone.pin(person.pin),
    consent: () => phone.sign(person.pin),
  }
  let at = view.step
  for (let moves = 0; at !== step; moves++) {
    const act = acts[at]
    if (!act || moves > 12) throw new Error(`${person.line} is at ${at} and cannot get to ${step}`)
    at = (await act()).view.step
  }
  return phone
}

export const issueCard = (deployment: StepDriver, person: Person) => walkThrough(deployment, person, 'issued')
