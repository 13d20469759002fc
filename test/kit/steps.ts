// Takes a user's phone through the enrolment to a step, with the requests that an honest mini-app makes.
import type { Step } from '../../src/core/journey/map.ts'
import type { Deployment } from './deployment.ts'
import type { Person } from './people/people.ts'

/** The part of a deployment that these functions use. */
type StepDriver = Pick<Deployment, 'phone' | 'pass'>

/**
 * Signs the person's phone in and takes it to `step`; finished steps are not repeated. Throws if `step` is unreachable.
 */
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
