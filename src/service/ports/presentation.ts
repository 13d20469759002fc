// The store's ports for showing: shared links, requests of officials, the log of who looked. Named by deps.ts.
import type { Scope } from '../../core/card/token.ts'
import type { AccessEntry, ChainedAccessEntry, Viewer } from '../../core/inspection/access-log.ts'
import type { Job, PersonId, Reviewer } from '../model.ts'

export type { AccessEntry, ChainedAccessEntry, Viewer } from '../../core/inspection/access-log.ts'

/** A link that opens the card for somebody: `id` names it to the holder and opens nothing. Times in ms since the epoch. */
export type Share = {
  id: string
  scope: Scope
  unmasked: boolean
  viewsLeft: number
  expiresAt: number
  madeAt: number
}
export type ShareRefusal = 'expired' | 'used' | 'revoked' | 'frozen'

/** What is written with a look, in the same batch. */
export type AccessWrite = { entry: AccessEntry; jobs: readonly Job[] }

export type Shares = {
  create: (secret: string, person: PersonId, share: Omit<Share, 'viewsLeft'> & { views: number }) => Promise<void>
  /** Links of this person that can still be opened. */
  open: (person: PersonId, now: number) => Promise<Share[]>
  /** False when there was nothing to revoke. */
  revoke: (person: PersonId, id: string, now: number) => Promise<boolean>
  find: (secret: string) => Promise<(Share & { person: PersonId }) | undefined>
  /**
   * Takes one view and writes the look with it, or says why not: of two who open a last view at once, one gets it.
   * `refused`: how often this link was refused, this time included.
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

/** Tokens that are out in the world, by a digest: so that a look at one can be told to its holder. */
export type ShownTokens = {
  keep: (
    digest: string,
    person: PersonId,
    shown: { scope: Scope; via: 'scan' | 'pass' },
    expiresAt: number,
  ) => Promise<void>
  find: (
    digest: string,
  ) => Promise<{ person: PersonId; scope: Scope; via: 'scan' | 'pass'; expiresAt: number } | undefined>
  /** Counts one look at it and writes it down; false when it was looked at too often to be told again. */
  recordAccess: (digest: string, look: AccessEntry) => Promise<boolean>
}

/** An official's question to a holder. */
export type PresentationRequest = { by: Viewer; scope: Scope; why: string; expiresAt: number }
export type PresentationRequestState = 'waiting' | 'approved' | 'declined' | 'delivered'

export type PresentationRequests = {
  create: (secret: string, request: PresentationRequest) => Promise<void>
  find: (
    secret: string,
  ) => Promise<(PresentationRequest & { state: PresentationRequestState; person?: PersonId }) | undefined>
  /** False when it ran out, or was answered before. */
  answer: (
    secret: string,
    person: PersonId,
    state: 'approved' | 'declined',
    write: AccessWrite,
    now: number,
  ) => Promise<boolean>
  /** Whose card the official may see now; given out once. */
  deliver: (secret: string, now: number) => Promise<PersonId | undefined>
}

export type SignedInOfficial = Viewer & { reviewer?: Reviewer }
export type OfficialSessions = {
  open: (token: string, official: SignedInOfficial, expiresAt: number) => Promise<void>
  official: (token: string, now: number) => Promise<SignedInOfficial | undefined>
  close: (token: string) => Promise<void>
}
