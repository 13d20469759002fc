// The port of the store: everything that the service remembers about people. Named by deps.ts.

import type { MeantEvent } from '../../core/chat/meant.ts'
import type { Language } from '../../core/languages.ts'
import type { PinPicture } from '../../core/pin/pictures.ts'
import type { PinRecovery } from '../../core/pin/recovery.ts'
import type { PinSalt } from '../../core/pin/stretch.ts'
import type { Result } from '../../core/result.ts'
import type {
  Card,
  CardId,
  CardStatus,
  Challenge,
  Enrolment,
  EventCommit,
  Holdings,
  Job,
  Person,
  PersonId,
  PinRecoveryChange,
  PinTry,
  QueuedJob,
  Receipt,
  Transition,
  UnreadyReason,
  VaultId,
  WaitingPhoto,
} from '../model.ts'
import type { CounterCases } from './counter.ts'
import type { FaceCases, FaceReviews } from './face-review.ts'
import type { OfficeLog } from './office-log.ts'
import type { AccessLog, OfficialSessions, Passes, PresentationRequests, Shares, ShownTokens } from './presentation.ts'
import type { HelpCodes, Outcomes, Tallies } from './protection.ts'

export type Store = {
  /** Undefined if the store is ready: the database answers, its migrations are current, and its keys unwrap. */
  unready: () => Promise<UnreadyReason | undefined>
  people: {
    /** The person behind a LINE user id; created on first contact. */
    findOrCreate: (lineUserId: string, language: Language, now: number) => Promise<Person>
    byId: (id: PersonId) => Promise<Person | undefined>
    /** The LINE user id to send to; sealed at rest. */
    lineUserId: (id: PersonId) => Promise<string | undefined>
    /** Sets the language that the person chose. */
    setLanguage: (id: PersonId, language: Language) => Promise<void>
    setFollowing: (id: PersonId, following: boolean) => Promise<void>
    /**
     * The key of the draft on the phone (base64url, 32 bytes), derived from the person's key: without the service the
     * draft is unreadable. `draft`: its name since the last restart.
     */
    draftKey: (id: PersonId, draft?: string) => Promise<string>
  }
  enrolments: { load: (person: PersonId, now: number) => Promise<Enrolment> }
  /**
   * False: another write came first, nothing was written. `id_has_card`: another account holds an active card for this
   * number. `index_taken`: another card has that slot in the status list. `code_taken`: another case has that code.
   */
  transition: (transition: Transition) => Promise<boolean | 'id_has_card' | 'index_taken' | 'code_taken'>
  /** The holder of the active card for this ID number; undefined if there is none. */
  holderOf: (idNumber: string) => Promise<PersonId | undefined>
  outbox: {
    add: (person: PersonId, jobs: readonly Job[]) => Promise<void>
    /** Leases due jobs to this worker for half a minute, in order; of one person or of everyone. */
    claim: (now: number, person?: PersonId, kinds?: readonly Job['do'][]) => Promise<QueuedJob[]>
    done: (id: number) => Promise<void>
    /** Replaces what the job does. False: this worker's lease has ended. */
    replaceJob: (item: QueuedJob, job: Job) => Promise<boolean>
    /** Ends this worker's lease until the next attempt. `inVain`: the attempt certainly had no effect. */
    retry: (item: QueuedJob, dueAt: number, inVain: boolean) => Promise<void>
    /** Puts a job back until `at` without counting an attempt. It is claimed again within the hour at the latest. */
    postpone: (item: QueuedJob, at: number, now: number) => Promise<void>
  }
  /** Everything stored about a person, by table, opened. */
  holdings: (person: PersonId) => Promise<Holdings>
  /** A person's consents and refusals, oldest first. */
  consents: { of: (person: PersonId) => Promise<Receipt[]> }
  /**
   * Erases a person: the key, and every row that names them. Of a card only its slot in the status list stays, revoked.
   * The consents stay as proof for the holder of `reference`. Returns the pictures to delete, or undefined for an unknown
   * person.
   */
  erase: (person: PersonId, reference: string, now: number) => Promise<VaultId[] | undefined>
  /**
   * Deletes what has reached the end of its retention (core/retention.ts) or
   * has expired. Returns the pictures to delete.
   */
  sweep: (now: number) => Promise<VaultId[]>
  /** Wraps up to `most` people's keys under the current master key. Returns how many it read; 0 if none is left. */
  rewrap: (most?: number) => Promise<number>
  /**
   * Events are stored from before the acknowledgement until their commit: none is lost, and none takes effect twice.
   */
  webhooks: {
    /** Stores events by id, sealed under a key of the service. A known id, done or not, is left as it is. */
    receive: (events: readonly MeantEvent[], now: number) => Promise<void>
    /** Leases open events to this worker for half a minute, oldest first: these ids, or all that a crash left open. */
    claim: (now: number, eventIds?: readonly string[]) => Promise<MeantEvent[]>
    /**
     * Writes an event's changes and messages, erases its content and keeps its
     * id. `raced`: its transition no longer holds.
     */
    commit: (commit: EventCommit) => Promise<'committed' | 'done_before' | 'raced'>
  }
  sessions: {
    open: (token: string, person: PersonId, expiresAt: number) => Promise<void>
    person: (token: string, now: number) => Promise<Person | undefined>
  }
  idTokens: {
    /** True at the first exchange, and again only for the same phone. Without a phone key: true once. */
    claim: (name: string, phone: string | undefined, expiresAt: number) => Promise<boolean>
  }
  challenges: {
    issue: (challenge: Challenge) => Promise<void>
    find: (nonce: string, person: PersonId) => Promise<Challenge | undefined>
    /** Adds one commitment; false if another request added it first. */
    commit: (challenge: Challenge) => Promise<boolean>
    /** Uses the challenge for one claim, by its digest. The same claim repeated (its answer was lost) gets it again. */
    use: (nonce: string, person: PersonId, claim: string) => Promise<Challenge | undefined>
  }
  pins: {
    /** Counts one attempt and returns the hash to compare with, or the end of the lockout (ms since the epoch). */
    count: (
      person: PersonId,
      now: number,
    ) => Promise<Result<PinTry, 'no_pin'> | { ok: false; reason: 'locked'; until: number }>
    /** After the right PIN: clears the attempts and cancels a PIN recovery. `ended`: a recovery was under way. */
    clear: (person: PersonId) => Promise<{ ended: boolean }>
    /**
     * The picture on every PIN screen, the salt for the phone, and the state of a PIN recovery. `code`: an officer is to confirm the holder.
     */
    status: (person: PersonId) => Promise<{ picture?: PinPicture; salt?: PinSalt; newPin: PinRecovery; code?: string }>
  }
  pinRecoveries: {
    /** `mark` identifies the state that was read; a change names it. `evidence`: of the round that began it. */
    of: (person: PersonId) => Promise<{ at: PinRecovery; mark: string; evidence?: VaultId }>
    /** False if another write came first: nothing was written. */
    change: (person: PersonId, change: PinRecoveryChange, now: number) => Promise<boolean>
  }
  cards: {
    of: (person: PersonId) => Promise<Card | undefined>
    /**
     * Changes the status only from `from`, and queues the jobs. False if
     * another write came first or the card is suspended.
     */
    change: (person: PersonId, from: CardStatus, to: CardStatus, jobs: readonly Job[]) => Promise<boolean>
    /** A few cards, not revoked, whose holders must be reminded by now; the longest due first. */
    dueForReminder: (now: number) => Promise<(Pick<Card, 'id' | 'person' | 'data'> & { remindAt: number })[]>
    /**
     * Moves the reminder to `next` (ms; null: no more) and queues the jobs. Does nothing if another write came first.
     */
    recordReminder: (
      from: { id: CardId; person: PersonId; remindAt: number },
      next: { remindAt: number | null; overAt: number | null },
      jobs: readonly Job[],
    ) => Promise<void>
    /** A few people whose card expired longer ago than its retention; the oldest first. */
    longExpired: (now: number) => Promise<PersonId[]>
    /**
     * Status of the cards whose own place in the list a token may still name: tokens named it until passes had places.
     * Every such card that is not `valid`, and every one of which a token is out.
     */
    statuses: (now: number) => Promise<{ index: number; status: CardStatus }[]>
  }
  photos: {
    add: (person: PersonId, photo: WaitingPhoto) => Promise<void>
    list: (person: PersonId) => Promise<WaitingPhoto[]>
    /** Deletes the record of the photo and returns its vault id, so that the vault can delete the bytes. */
    remove: (person: PersonId, by: { id: string } | { messageId: string }) => Promise<VaultId | undefined>
    /** Whether the sender took this message back; remembered for as long as LINE redelivers events. */
    wasUnsent: (messageId: string) => Promise<boolean>
  }
  shares: Shares
  shownTokens: ShownTokens
  passes: Passes
  requests: PresentationRequests
  accessLog: AccessLog
  faceCases: FaceCases
  faceReviews: FaceReviews
  outcomes: Outcomes
  tallies: Tallies
  helpCodes: HelpCodes
  counterCases: CounterCases
  officialSessions: OfficialSessions
  officeLog: OfficeLog
  /** Unguessable, short-lived addresses of pictures that LINE's clients fetch without a session. */
  links: {
    create: (token: string, person: PersonId, vault: VaultId, expiresAt: number) => Promise<void>
    /** The secret of an address that can be found again by its name, which is the person's own. */
    secretOf: (person: PersonId, name: string) => Promise<string>
    /** The one address of this picture in this period, created if it is not there yet. */
    lasting: (person: PersonId, vault: VaultId, period: number, expiresAt: number) => Promise<string>
    open: (token: string, now: number) => Promise<{ person: PersonId; vault: VaultId } | undefined>
    /** Ends the address. @returns the picture behind it, for the caller to erase; undefined if there is no such address. */
    close: (token: string) => Promise<VaultId | undefined>
  }
  /** Short-lived permission to renew a shown QR code without typing the PIN again. */
  tickets: {
    open: (ticket: string, person: PersonId, expiresAt: number) => Promise<void>
    person: (ticket: string, now: number) => Promise<PersonId | undefined>
  }
  /** Addresses at which a copy of a person's data can be fetched once. */
  copies: {
    open: (token: string, person: PersonId, expiresAt: number) => Promise<void>
    /** The person, without using up the address. */
    person: (token: string, now: number) => Promise<PersonId | undefined>
    /** The person; uses up the address. */
    take: (token: string, now: number) => Promise<PersonId | undefined>
  }
}
