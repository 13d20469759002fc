// The enrolment step that sets the card's PIN.
import type { PinFault } from '../../core/pin/rules.ts'
import { err, type Result } from '../../core/result.ts'
import type { Deps } from '../deps.ts'
import type { Enrolment, PersonId } from '../model.ts'
import { type NewPin, newPinHash } from '../pin/pin.ts'
import { type ApplyRefusal, applyTo } from './apply.ts'

export const setPin = async (
  deps: Deps,
  person: PersonId,
  pin: NewPin,
): Promise<Result<Enrolment, ApplyRefusal | PinFault>> => {
  const enrolment = await deps.store.enrolments.load(person, deps.clock())
  const { facts } = enrolment
  if (!facts.data) return err('not_at_this_step')
  const hashed = await newPinHash(deps, pin, facts.data)
  return hashed.ok ? applyTo(deps, enrolment, { type: 'pinSet' }, { pin: hashed.value }) : hashed
}
