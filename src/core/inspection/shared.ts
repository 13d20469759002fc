// What the service answers to whoever opens a shared link: a token like that of a QR code, made for this one view.

/**
 * The body of `POST /api/shares/{id}`, which counts as a view; opening the page /s/{id} alone does not, because
 * messengers fetch links for their previews. Nothing to see: a problem whose `reason` is a `ShareRefusal`.
 */
export type SharedView = {
  /** base64url; proven and checked for its status on the viewer's phone like any other token. */
  token: string
  /** Names by their first letters: an unregistered viewer, unless the holder chose otherwise. */
  masked: boolean
  viewsLeft: number
  /** The end of the link, ms since the epoch. */
  expiresAt: number
}
