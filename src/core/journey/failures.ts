// Every reason for which a step can fail without a fault of the person: one word here, one sentence in `words`.

/** The photo of the card was not usable. */
export const cardFailures = [
  'no_card',
  'cut_off',
  'too_small',
  'too_dark',
  'blurred',
  'glare',
  'other_card',
  'photocopy',
  'front_for_back',
  'back_for_front',
  'both_sides',
] as const

/** The confirmed data cannot be a card that is valid today. */
export const dataFailures = ['register_disagrees'] as const

/** The selfie did not show what it should. */
export const faceFailures = [
  'face_unlike',
  'face_nearly',
  'two_people',
  'timed_out',
  'face_lost',
  'second_face',
  'jump',
  'no_face',
  'no_face_on_card',
] as const

export const failures = [...cardFailures, ...dataFailures, ...faceFailures] as const
export type Failure = (typeof failures)[number]

/** Why a person is asked to come to an officer. */
export const caseReasons = [
  'three_failures',
  'asked_for_help',
  'no_face_consent',
  'card_lost',
  'holder_died',
  'card_void',
  'id_has_card',
  'number_reclaimed',
  'register_differs',
  'counter_refused',
  'face_refused',
  'face_unsure',
  'pin_forgotten',
] as const
export type CaseReason = (typeof caseReasons)[number]
