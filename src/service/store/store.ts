// The store: everything the service remembers about people, behind the port of deps.ts.
import { promised, type Retention } from '../../core/retention.ts'
import type { Random } from '../deps.ts'
import type { Seal } from '../keys/seal.ts'
import type { Store } from '../ports/store.ts'
import { createLooks } from './access-log.ts'
import { createCards, createHolderOf } from './cards.ts'
import { createChallenges } from './challenges.ts'
import type { Database } from './database.ts'
import { createEnrolments } from './enrolments.ts'
import { createConsents, createErase } from './erasures.ts'
import { createFaceCases } from './face-cases.ts'
import { createFaceReviews } from './face-reviews.ts'
import { createHoldings } from './holdings.ts'
import { createIdTokens } from './id-tokens.ts'
import { createNewPins } from './new-pins.ts'
import { createOutbox } from './outbox.ts'
import { createPeople } from './people.ts'
import { createPersonKeys, type PersonKeys } from './person-keys.ts'
import { createPhotos } from './photos.ts'
import { createPins } from './pins.ts'
import { createReadiness } from './readiness.ts'
import { createOfficialSessions, createRequests } from './requests.ts'
import { createRewrap } from './rewrap.ts'
import { createShares, createShownTokens } from './shares.ts'
import { createSweep } from './sweep.ts'
import { createTokens } from './tokens.ts'
import { createMove } from './transition.ts'
import { createWebhooks } from './webhooks.ts'

/** `personKeys`: hand in the one that the vault uses, so that a key is fetched once for both. `retention`: the longest allowed, unless shorter. */
export const createStore = (parts: {
  db: Database
  seal: Seal
  random: Random
  personKeys?: PersonKeys
  retention?: Retention
}): Store => {
  const ground = { ...parts, personKeys: parts.personKeys ?? createPersonKeys(parts) }
  const holderOf = createHolderOf(ground)
  const kept = parts.retention ?? promised
  return {
    unready: createReadiness(ground),
    people: createPeople(ground),
    enrolments: createEnrolments(ground),
    move: createMove(ground, holderOf),
    holderOf,
    outbox: createOutbox(ground),
    sweep: createSweep(ground, kept),
    erase: createErase(ground),
    consents: createConsents(ground),
    holdings: createHoldings(ground),
    rewrap: createRewrap(ground),
    webhooks: createWebhooks(ground),
    idTokens: createIdTokens(ground),
    challenges: createChallenges(ground),
    pins: createPins(ground),
    newPins: createNewPins(ground),
    cards: createCards(ground, kept),
    photos: createPhotos(ground),
    shares: createShares(ground),
    shown: createShownTokens(ground),
    requests: createRequests(ground),
    looks: createLooks(ground),
    faceCases: createFaceCases(ground),
    officialSessions: createOfficialSessions(ground),
    faceReviews: createFaceReviews(ground),
    ...createTokens(ground),
  }
}
