// LINE Login: ES256 ID tokens under the simulator's own key, its JWKS, and the verify endpoint.
import { exportJWK, generateKeyPair, type JWK, jwtVerify, SignJWT } from 'jose'
import type { Person } from '../wire.ts'
import { periods } from './limits.ts'
import type { SimState } from './state.ts'

const issuer = 'https://access.line.me'

export type Login = {
  jwks: { keys: JWK[] }
  /** Signs an ID token as LIFF returns it: valid for 1 hour, `aud` = the LINE Login channel, no nonce. */
  idToken(person: Person): Promise<string>
  /** Signs an ID token for a web page: with the page's nonce and the simulator's origin as issuer. */
  webIdToken(person: Person, nonce: string): Promise<string>
  /** @returns the claims, or undefined if LINE would answer 400 */
  verify(token: string, clientId: string): Promise<Record<string, unknown> | undefined>
}

export const openLogin = async (sim: SimState): Promise<Login> => {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const kid = Buffer.from(sim.random(8)).toString('hex')
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig', kid }] }
  const signed = (person: Person, by: string, more: { nonce?: string }) => {
    const now = Math.floor(sim.clock() / 1000)
    return new SignJWT({ amr: ['linesso'], name: person.name, ...more })
      .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid })
      .setIssuer(by)
      .setSubject(person.userId)
      .setAudience(sim.settings.loginChannelId)
      .setIssuedAt(now)
      .setExpirationTime(now + periods.idToken / 1000)
      .sign(privateKey)
  }
  return {
    jwks,
    idToken: (person) => signed(person, issuer, {}),
    webIdToken: (person, nonce) => signed(person, sim.settings.origin, { nonce }),
    async verify(token, audience) {
      const options = { issuer, audience, currentDate: new Date(sim.clock()) }
      return jwtVerify(token, publicKey, options).then(
        ({ payload }) => payload,
        () => undefined,
      )
    },
  }
}
