// Declares who may call a route, and what one request costs the caller's network.

/**
 * The caller that a route admits.
 * `anyone`: no proof is needed; every caller gets the same answer.
 * `monitor`: no proof either; load balancers and monitors call often.
 * `line`: LINE's signature over the raw body.
 * `idToken`: an ID token from LINE Login in the body.
 * `address`: an address with 128 random bits; the service keeps only its keyed hash.
 * `provider`: a browser that returns from the officials' sign-in with the flow that began here.
 * `user`: a session's bearer token; it reaches only that user's own data.
 * `official`: the session cookie of a registered official.
 * `reviewer`: the same cookie, of an official who is listed as a reviewer of faces.
 * `examiner`: the secret that the operator shares with its examiners.
 */
export type Principal =
  | 'anyone'
  | 'monitor'
  | 'line'
  | 'idToken'
  | 'address'
  | 'provider'
  | 'user'
  | 'official'
  | 'reviewer'
  | 'examiner'

/**
 * What one request takes from the allowance of its network. Thousands of phones share one network at Thai mobile operators,
 * so requests that an attacker could use to guess cost much, and ordinary use costs little. LINE sends all its requests
 * from a few networks: it gets the cost back as soon as the signature holds, so only what is forged or unfinished counts.
 */
export const networkCosts: Readonly<Record<Principal, number>> = {
  anyone: 1,
  monitor: 0,
  line: 5,
  idToken: 10,
  address: 5,
  provider: 10,
  user: 1,
  official: 1,
  reviewer: 1,
  examiner: 1,
}
