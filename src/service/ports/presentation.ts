// The store's ports for presentations: shared links, officials' requests and the access log. Named by deps.ts.
import type { Scope } from '../../core/card/token.ts'
import type { AccessEntry, ChainedAccessEntry, Viewer } from '../../core/inspection/access-log.ts'
import type { CardStatus, TokenStatus } from '../../core/inspection/status-list.ts'
import type { CardId, Job, PersonId, Reviewer } from '../model.ts'

export type { AccessEntry, ChainedAccessEntry, Viewer } from '../../core/inspection/access-log.ts'

/** A link that opens the card. `id` identifies it to the holder and opens nothing. Times in ms since the epoch. */
export type Share = {
  id: string
  scope: Scope
  unmasked: boolean
  viewsLeft: number
  expiresAt: number
  madeAt: number
}
export type ShareRefusal = 'expired' | 'used' | 'revoked' | 'frozen'

/** An access-log entry and the jobs to write with it, in one batch. */
export type AccessWrite = { entry: AccessEntry; jobs: readonly Job[] }

export type Shares = {
  create: (secret: string, person: PersonId, share: Omit<Share, 'viewsLeft'> & { views: number }) => Promise<void>
  /** This person's links that can still be opened. */
  open: (person: PersonId, now: number) => Promise<Share[]>
  /** False if there was nothing to revoke. */
  revoke: (person: PersonId, id: string, now: number) => Promise<boolean>
  find: (secret: string) => Promise<(Share & { person: PersonId }) | undefined>
  /**
   * Uses one view and writes its access-log entry, or gives the reason for the refusal. Of two who open the last view
   * at once, one gets it. `refused`: how often this link was refused, including this time.
   */
  consume: (
    secret: string,
    write: AccessWrite,
    now: number,
  ) => Promise<{ ok: true } | { ok: false; reason: ShareRefusal; refused: number }>
}

export type AccessLog = {
  add: (person: PersonId, with_: AccessWrite) => Promise<void>
  /** Newest first. */
  newest: (person: PersonId, most: number) => Promise<ChainedAccessEntry[]>
  /** All, oldest first. */
  all: (person: PersonId) => Promise<ChainedAccessEntry[]>
}

/** How a token left: on the holder's screen, as a pass, behind a link, or as the answer to an official. */
export type ShownVia = 'scan' | 'pass' | 'link' | 'request'

/** Tokens that were signed, by digest: their status is asked for by it, and a holder learns of each access to one. */
export type ShownTokens = {
  keep: (
    digest: string,
    of: { person: PersonId; card: CardId },
    /** `portraitKey`: fetches the card's portrait once. */
    shown: { scope: Scope; via: ShownVia; portraitKey: string },
    expiresAt: number,
  ) => Promise<void>
  find: (digest: string) => Promise<{ person: PersonId; scope: Scope; via: ShownVia; expiresAt: number } | undefined>
  /** The status of the card that the token shows, now. `unissued` for a digest that was never kept. */
  status: (digest: string) => Promise<TokenStatus>
  /** Counts one access and logs it; false if the token was accessed too often to be logged again. */
  recordAccess: (digest: string, look: AccessEntry) => Promise<boolean>
  /** The token whose portrait the key still fetches. */
  byPortraitKey: (
    key: string,
  ) => Promise<{ person: PersonId; card: CardId | null; scope: Scope; via: ShownVia; expiresAt: number } | undefined>
  /**
   * Spends the key, and counts and logs the access. `look` is absent where it was logged before the token left. False if
   * the key was spent, or the token was accessed too often: of two at once, one gets it.
   */
  takePortrait: (key: string, look: AccessEntry | undefined) => Promise<boolean>
}

/** `id` names the pass to its holder. Times in ms since the epoch. */
export type Pass = { id: string; scope: Scope; madeAt: number; expiresAt: number }

/** Offline passes, each with a place in the status list that is its own: revoked with the card, or alone. */
export type Passes = {
  /**
   * Draws a free place for a pass; undefined if the list is all but full. The row counts as issued at once, so the token
   * is signed only afterwards.
   */
  create: (
    of: { person: PersonId; card: CardId },
    pass: Omit<Pass, 'id'>,
  ) => Promise<{ id: string; place: number } | undefined>
  /** This person's passes that may still be shown, the newest first. */
  open: (person: PersonId, now: number) => Promise<Pass[]>
  /** False if there was nothing to revoke. */
  revoke: (person: PersonId, id: string, now: number) => Promise<boolean>
  /** The status of every pass that has not ended, by its place. */
  statuses: (now: number) => Promise<{ index: number; status: CardStatus }[]>
}

/** An official's request to a holder. `subject`: the identity provider's id of the official. */
export type PresentationRequest = { subject: string; scope: Scope; why: string; expiresAt: number }
export type PresentationRequestState = 'waiting' | 'approved' | 'declined' | 'delivered'

export type PresentationRequests = {
  create: (secret: string, request: PresentationRequest) => Promise<void>
  find: (
    secret: string,
  ) => Promise<(PresentationRequest & { state: PresentationRequestState; person?: PersonId }) | undefined>
  /** False if the request has expired or was answered before. */
  answer: (
    secret: string,
    person: PersonId,
    state: 'approved' | 'declined',
    write: AccessWrite,
    now: number,
  ) => Promise<boolean>
  /** The person whose card the official may see now; returned once. */
  deliver: (secret: string, now: number) => Promise<PersonId | undefined>
}

/** `subject`: the identity provider's id of the official. Everything else is as the list of officials has it now. */
export type SignedInOfficial = Viewer & { subject: string; reviewer?: Reviewer }
/** A session knows the subject alone: name, agency and role are looked up at each request. */
export type OfficialSessions = {
  open: (token: string, subject: string, expiresAt: number) => Promise<void>
  subject: (token: string, now: number) => Promise<string | undefined>
  close: (token: string) => Promise<void>
}
