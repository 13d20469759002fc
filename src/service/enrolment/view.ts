// What the mini-app and the chat show of a person: the card and the state of the enrolment.

import type { CardData } from '../../core/card/card.ts'
import { gradeOf } from '../../core/card/grade.ts'
import { bangkokDay, expiryOn } from '../../core/card/thai-date.ts'
import { maskIdNumber } from '../../core/card/thai-id.ts'
import type { CardFace, View } from '../../core/contract/responses/view.ts'
import { dateIn, expiryIn } from '../../core/dates.ts'
import type { CaseReason } from '../../core/journey/failures.ts'
import { triesLeft } from '../../core/journey/progress.ts'
import { inAnyLanguage, type Language } from '../../core/languages.ts'
import { pinRecoveryTriesLeft, pinRecoveryView } from '../../core/pin/recovery.ts'
import type { Deps } from '../deps.ts'
import type { Card, Person } from '../model.ts'
import { offersFace } from '../pin/confirmation.ts'

/**
 * LINE's clients fetch pictures without a session and cache them: the address is unguessable and expires after a week.
 */
const portraitLinkDays = 7
const day = 86_400_000

const validUntil = ({ expiry, birthDate }: CardData, language: Language, now: number): string =>
  expiryIn(expiryOn(expiry, birthDate, bangkokDay(now)), language)

const joinWords = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ')

/** The same address for half of its life: a view that is asked for again and again adds no row. */
const portraitLink = async (deps: Deps, card: Card): Promise<string> => {
  const halfLife = (portraitLinkDays * day) / 2
  const period = Math.floor(deps.clock() / halfLife)
  const token = await deps.store.links.lasting(card.person, card.portrait, period, (period + 2) * halfLife)
  return `${deps.config.origin}/i/${token}.jpg`
}

/** The card as the chat and the mini-app show it. With an address for the portrait while the card is valid. */
export const cardFace = async (deps: Deps, card: Card, language: Language): Promise<CardFace> => {
  const { data } = card
  return {
    nameThai: [joinWords(data.titleThai, data.firstNameThai, data.middleNameThai), data.lastNameThai ?? ''],
    nameEnglish: joinWords(data.titleEnglish, data.firstNameEnglish, data.middleNameEnglish, data.lastNameEnglish),
    idMasked: maskIdNumber(data.idNumber),
    assurance: card.assurance,
    grade: gradeOf(card.assurance, deps.config.issuer.id),
    issuedOn: dateIn(bangkokDay(card.issuedAt), language),
    validUntil: validUntil(data, language, deps.clock()),
    portraitUrl: card.status === 'valid' ? await portraitLink(deps, card) : undefined,
  }
}

/** Why an official asks the holder to come; undefined if no visit is due. */
export const visitReason = ({ visitCode, suspended }: Card): CaseReason | undefined =>
  visitCode === undefined ? undefined : suspended ? 'face_refused' : 'face_unsure'

/** Everything that the mini-app needs for its next screen. */
export const viewOf = async (deps: Deps, person: Person): Promise<View> => {
  const { store, config, clock } = deps
  const now = clock()
  const [enrolment, photos, { picture, salt: pinSalt, newPin, code }, card] = await Promise.all([
    store.enrolments.load(person.id, now),
    store.photos.list(person.id),
    store.pins.status(person.id),
    store.cards.of(person.id),
  ])
  const { progress, facts } = enrolment
  const recovery = pinRecoveryView(newPin, now)
  return {
    language: person.language,
    step: progress.step,
    triesLeft: progress.step === 'issued' ? pinRecoveryTriesLeft(newPin, now) : triesLeft(progress, now),
    issuer: {
      name: config.issuer.name[person.language],
      notice: config.issuer.notice[person.language],
      contact: inAnyLanguage(config.issuer.contact, person.language),
    },
    draftKey: await store.people.draftKey(person.id, facts.draft),
    photos: photos.map(({ id }) => ({ id })),
    helpCode: progress.step === 'inPerson' ? facts.helpCode : card?.visitCode,
    caseReason: progress.step === 'inPerson' ? facts.helpReason : card && visitReason(card),
    refusal: progress.step === 'inPerson' ? facts.refusal : undefined,
    canGoOn: progress.resume !== undefined,
    lastFailure: facts.lastFailure,
    pinPicture: picture,
    pinSalt,
    data: facts.data,
    card: card && (await cardFace(deps, card, person.language)),
    cardStatus: card?.suspended && card.status === 'frozen' ? 'held' : card?.status,
    newPin: recovery && { ...recovery, code },
    newPinByFace: card && offersFace(deps, card),
  }
}
