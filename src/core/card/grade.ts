// The grade of a card: the one word that says how far an official may rely on it. Worked out here and nowhere else.
import type { Assurance, DocumentAssurance, FaceAssurance } from './card.ts'

/**
 * `confirmed`: an officer had the person and the real card in front of them. `checked`: the register confirmed the data
 * and the face was compared by somebody else than the phone. `declared`: what the phone says. `doubted`: a recheck or a
 * person found another face or broken evidence.
 */
export const grades = ['confirmed', 'checked', 'declared', 'doubted'] as const
export type Grade = (typeof grades)[number]

/** The issuer id of a service that nobody configured. Only its cards count a trial register as one. */
export const DEMO_ISSUER = 'demo'

/** `seen-registry`: an officer compared the number and birth date with the real card, and the register confirmed them. */
const seenByOfficer: readonly DocumentAssurance[] = ['chip', 'seen-registry']
const inRegister: readonly DocumentAssurance[] = ['registry', 'seen-registry', 'chip']
const comparedByOthers: readonly FaceAssurance[] = ['rechecked', 'reviewed', 'in-person']

/**
 * The grade that follows from the signed claims and from nothing else. `issuer`: the id of the issuer in the token. A
 * trial register confirms nothing, except on a newcomer's own machine, which shows how it looks.
 */
export const gradeOf = ({ document, face }: Assurance, issuer: string): Grade => {
  if (face === 'doubted') return 'doubted'
  const counted = document === 'trial' && issuer === DEMO_ISSUER ? 'registry' : document
  if (face === 'in-person' && seenByOfficer.includes(counted)) return 'confirmed'
  return comparedByOthers.includes(face) && inRegister.includes(counted) ? 'checked' : 'declared'
}
