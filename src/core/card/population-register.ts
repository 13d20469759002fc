// What any population register can answer.

export type PopulationRegisterAnswer =
  /** `trial`: a trial register said so, which confirms nothing. */
  | { readonly answer: 'valid'; readonly trial?: true }
  /** The data does not belong to a card: a wrong laser code, a misspelt name. */
  | { readonly answer: 'disagrees' }
  | { readonly answer: 'barred'; readonly reason: 'card_lost' | 'holder_died' | 'card_void' }
  /** No answer now: down, too slow, or unreadable. Asked again later. */
  | { readonly answer: 'silent' }
  /** This deployment has no register. */
  | { readonly answer: 'none' }
