// The port of everything that the service remembers about people. Named by deps.ts.

import type { MeantEvent } from '../../core/chat/meant.ts'
import type { Language } from '../../core/languages.ts'
import type { PinPicture } from '../../core/pin/pictures.ts'
import type { PinRecovery } from '../../core/pin/recovery.ts'
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
import type { FaceCases, FaceReviews } from './face-review.ts'
import type { AccessLog, OfficialSessions, PresentationRequests, Shares, ShownTokens } from './presentation.ts'

export type Store = {
  /** Undefined when the database answers, is as new as this code, and opens under these keys. */
  unready: () => Promise<UnreadyReason | undefined>
  people: {
    /** The person behind a LINE user id, made at first sight. */
    findOrCreate: (lineUserId: string, language: Language, now: number) => Promise<Person>
    byId: (id: PersonId) => Promise<Person | undefined>
    /** The LINE user id to write to; kept sealed. */
    lineUserId: (id: PersonId) => Promise<string | undefined>
    /** The person's own choice. */
    setLanguage: (id: PersonId, language: Language) => Promise<void>
    setFollowing: (id: PersonId, following: boolean) => Promise<void>
    /** A key for what the phone itself keeps (base64url, 32 bytes), derived from the person's key: without us the draft is unreadable. */
    draftKey: (id: PersonId) => Promise<string>
  }
  enrolments: { load: (person: PersonId, now: number) => Promise<Enrolment> }
  /**
   * False: somebody was faster, nothing was written. `id_has_card`: another account holds an active card for this number.
   * `index_taken`: another card has that place in the status list.
   */
  transition: (transition: Transition) => Promise<boolean | 'id_has_card' | 'index_taken'>
  /** Whether an active card for this ID number belongs to somebody else, and whose. */
  holderOf: (idNumber: string) => Promise<PersonId | undefined>
  outbox: {
    add: (person: PersonId, jobs: readonly Job[]) => Promise<void>
    /** Takes due items for this worker alone for half a minute, in order; of one person or of everybody. */
    claim: (now: number, person?: PersonId) => Promise<QueuedJob[]>
    done: (id: number) => Promise<void>
    /** What is to be done is from now on this; false: it is not this worker's any more. */
    replaceJob: (item: QueuedJob, job: Job) => Promise<boolean>
    /** Gives back what is still this worker's. `inVain`: it is certain that nothing came of the attempt. */
    retry: (item: QueuedJob, dueAt: number, inVain: boolean) => Promise<void>
    /** Gives back what came before its time, `at`: that was no attempt. It is looked at again within the hour. */
    postpone: (item: QueuedJob, at: number, now: number) => Promise<void>
  }
  /** Everything that is held about a person, by table, opened. */
  holdings: (person: PersonId) => Promise<Holdings>
  /** What a person agreed to or declined, the oldest first. */
  consents: { of: (person: PersonId) => Promise<Receipt[]> }
  /**
   * Forgets a person: the key, and everything that names them. Of a card only its place in the status list stays, revoked;
   * the consents stay as proof for whoever holds `reference`. Returns the pictures to erase; undefined when there is nobody.
   */
  erase: (person: PersonId, reference: string, now: number) => Promise<VaultId[] | undefined>
  /** Forgets what has outlived its time (core/retention.ts, and what runs out by itself) and returns the pictures to erase. */
  sweep: (now: number) => Promise<VaultId[]>
  /** Wraps a handful of people's keys under the current master key, and says how many it looked at; 0 when none is left. */
  rewrap: (most?: number) => Promise<number>
  /** What was heard is kept from before the acknowledgement until it took effect: an acknowledged event is never lost, never worked twice. */
  webhooks: {
    /** Keeps events by id; an id that is known already, done or not, is left as it is. Sealed under a key of the service. */
    receive: (events: readonly MeantEvent[], now: number) => Promise<void>
    /** Takes what is not done for this worker alone for half a minute, oldest first: these ids, or whatever was left behind. */
    claim: (now: number, eventIds?: readonly string[]) => Promise<MeantEvent[]>
    /** Writes what an event changes and says, forgets its content and keeps its id. `raced`: its move no longer holds. */
    commit: (commit: EventCommit) => Promise<'committed' | 'done_before' | 'raced'>
  }
  sessions: {
    open: (token: string, person: PersonId, expiresAt: number) => Promise<void>
    person: (token: string, now: number) => Promise<Person | undefined>
  }
  idTokens: {
    /** Exchanged once, and again only by the phone of the first time; false: that was another. No phone named: once. */
    claim: (name: string, phone: string | undefined, expiresAt: number) => Promise<boolean>
  }
  challenges: {
    issue: (challenge: Challenge) => Promise<void>
    find: (nonce: string, person: PersonId) => Promise<Challenge | undefined>
    /** Keeps one commit more than there were; false when somebody was faster. */
    commit: (challenge: Challenge) => Promise<boolean>
    /** Gives it out to one claim, by its digest: the same one sent again (an answer that was lost) has it again, no other. */
    use: (nonce: string, person: PersonId, claim: string) => Promise<Challenge | undefined>
  }
  pins: {
    /** Counts one try and hands out the hash to compare with, or says how long to wait (ms since the epoch). */
    count: (
      person: PersonId,
      now: number,
    ) => Promise<Result<PinTry, 'no_pin'> | { ok: false; reason: 'locked'; until: number }>
    /** After the right PIN: no tries, and no way to a new one. `ended`: somebody had asked for one. */
    clear: (person: PersonId) => Promise<{ ended: boolean }>
    /** The picture on every PIN screen, and where somebody is who forgot the PIN. */
    shownTokens: (person: PersonId) => Promise<{ picture?: PinPicture; newPin: PinRecovery }>
  }
  pinRecoveries: {
    /** `mark` stands for what was seen: a change names it. */
    of: (person: PersonId) => Promise<{ at: PinRecovery; mark: string }>
    /** False when somebody was faster: nothing was written. */
    change: (person: PersonId, change: PinRecoveryChange, now: number) => Promise<boolean>
  }
  cards: {
    of: (person: PersonId) => Promise<Card | undefined>
    /** Only from that status, with what is to be said of it; false when somebody was faster, or the office holds the card. */
    change: (person: PersonId, from: CardStatus, to: CardStatus, jobs: readonly Job[]) => Promise<boolean>
    /** A handful of cards whose holders are to be reminded by now, the longest due first; not revoked ones. */
    dueForReminder: (now: number) => Promise<(Pick<Card, 'id' | 'person' | 'data'> & { remindAt: number })[]>
    /** From that time to the next (ms; null: never again), with when it is over and what is to be said; nothing when somebody was faster. */
    recordReminder: (
      from: { id: CardId; person: PersonId; remindAt: number },
      next: { remindAt: number | null; overAt: number | null },
      jobs: readonly Job[],
    ) => Promise<void>
    /** A handful of people whose card has been over for longer than it is kept, the longest first. */
    longExpired: (now: number) => Promise<PersonId[]>
    /** Status of every card by its index in the status list; only what is not `valid`. */
    statuses: () => Promise<{ index: number; status: CardStatus }[]>
  }
  photos: {
    add: (person: PersonId, photo: WaitingPhoto) => Promise<void>
    list: (person: PersonId) => Promise<WaitingPhoto[]>
    /** Forgets the photo and returns where it lay, so that the vault can erase it. */
    remove: (person: PersonId, by: { id: string } | { messageId: string }) => Promise<VaultId | undefined>
  }
  shares: Shares
  shownTokens: ShownTokens
  requests: PresentationRequests
  accessLog: AccessLog
  faceCases: FaceCases
  faceReviews: FaceReviews
  officialSessions: OfficialSessions
  /** Unguessable, short-lived addresses for pictures that LINE's clients fetch without a session. */
  links: {
    create: (token: string, person: PersonId, vault: VaultId, expiresAt: number) => Promise<void>
    open: (token: string, now: number) => Promise<{ person: PersonId; vault: VaultId } | undefined>
  }
  /** Short-lived permission to renew a shown QR without typing the PIN again. */
  tickets: {
    open: (ticket: string, person: PersonId, expiresAt: number) => Promise<void>
    person: (ticket: string, now: number) => Promise<PersonId | undefined>
  }
  /** Addresses at which a copy of somebody's data can be fetched, once. */
  copies: {
    open: (token: string, person: PersonId, expiresAt: number) => Promise<void>
    /** Whose it is; takes nothing. */
    person: (token: string, now: number) => Promise<PersonId | undefined>
    /** Whose it is, told once. */
    take: (token: string, now: number) => Promise<PersonId | undefined>
  }
}
