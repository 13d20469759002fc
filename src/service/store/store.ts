// The store: everything the service remembers about people, behind the port in ports/store.ts.
import { sql } from 'drizzle-orm'
import { promisedRetention, type Retention } from '../../core/retention.ts'
import type { Random } from '../deps.ts'
import type { Seal } from '../keys/seal.ts'
import type { Store } from '../ports/store.ts'
import { createAccessLog } from './access-log.ts'
import { createCards, createHolderOf } from './cards.ts'
import { createChallenges } from './challenges.ts'
import { createCounterCases } from './counter-cases.ts'
import type { Database } from './database.ts'
import { createEnrolments } from './enrolments.ts'
import { createConsents, createErase } from './erasures.ts'
import { createFaceCases } from './face-cases.ts'
import { createFaceReviews } from './face-reviews.ts'
import { createHelpCodes } from './help-codes.ts'
import { createHoldings } from './holdings.ts'
import { createIdTokens } from './id-tokens.ts'
import { createOfficeLog } from './office-log.ts'
import { createOutbox } from './outbox.ts'
import { createOutcomes } from './outcomes.ts'
import { createPasses } from './passes.ts'
import { createPeople } from './people.ts'
import { createPersonKeys, type PersonKeys } from './person-keys.ts'
import { createPhotos } from './photos.ts'
import { createPinRecoveries } from './pin-recoveries.ts'
import { createPins } from './pins.ts'
import { createReadiness } from './readiness.ts'
import { createRecoveryCases } from './recovery-cases.ts'
import { createOfficialSessions, createRequests } from './requests.ts'
import { createRewrap } from './rewrap.ts'
import { createRowGuard, type IsThere, type OnRowFault, type SeenRows } from './row-guard.ts'
import { createShares, createShownTokens } from './shares.ts'
import { createSweep } from './sweep.ts'
import { createTallies } from './tallies.ts'
import { createTokens } from './tokens.ts'
import { createTransition } from './transition.ts'
import { createWebhooks } from './webhooks.ts'

/**
 * `personKeys`: pass the cache that the vault uses, so that both fetch a key once. `retention`: the promised maximum by
 * default; it may only be shorter. `onRowFault`: hears of each row that was refused because somebody else changed it.
 * `seenRows`: shared by the stores of one database in one process, where each request makes its own.
 */
export const createStore = (parts: {
  db: Database
  seal: Seal
  random: Random
  personKeys?: PersonKeys
  retention?: Retention
  onRowFault?: OnRowFault
  seenRows?: SeenRows
}): Store => {
  const isThere: IsThere = async (table, which) =>
    (await parts.db.select({ there: sql`1` }).from(table).where(which).limit(1)).length > 0
  const rows = createRowGuard(parts.seal, parts.onRowFault ?? (() => {}), parts.seenRows, isThere)
  const context = { ...parts, rows, personKeys: parts.personKeys ?? createPersonKeys(parts) }
  const holderOf = createHolderOf(context)
  const retention = parts.retention ?? promisedRetention
  return {
    unready: createReadiness(context),
    people: createPeople(context),
    enrolments: createEnrolments(context),
    transition: createTransition(context, holderOf),
    holderOf,
    outbox: createOutbox(context),
    sweep: createSweep(context, retention),
    erase: createErase(context),
    consents: createConsents(context),
    holdings: createHoldings(context),
    rewrap: createRewrap(context),
    webhooks: createWebhooks(context),
    idTokens: createIdTokens(context),
    challenges: createChallenges(context),
    pins: createPins(context),
    pinRecoveries: createPinRecoveries(context),
    cards: createCards(context, retention),
    photos: createPhotos(context),
    shares: createShares(context),
    shownTokens: createShownTokens(context),
    passes: createPasses(context),
    requests: createRequests(context),
    accessLog: createAccessLog(context),
    officeLog: createOfficeLog(context),
    faceCases: { ...createFaceCases(context), ...createRecoveryCases(context) },
    officialSessions: createOfficialSessions(context),
    faceReviews: createFaceReviews(context),
    outcomes: createOutcomes(context),
    tallies: createTallies(context),
    helpCodes: createHelpCodes(context),
    counterCases: createCounterCases(context),
    ...createTokens(context),
  }
}
