// Tests the rotation of the signing key: cards in use stay valid, and the old key is removed when no card needs it.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { decodeCoseSign1 } from '../../src/core/card/cose.ts'
import { bangkokDay } from '../../src/core/card/thai-date.ts'
import { readToken, tokenFromFragment, type Verify } from '../../src/core/card/token.ts'
import { readStatusToken } from '../../src/core/inspection/status-token.ts'
import { inspect } from '../../src/core/inspection/verdict.ts'
import { newSigningKey } from '../../src/service/keys/material.ts'
import { rotateSigningKey, withdrawSigningKeys } from '../../src/service/keys/rotation.ts'
import { scan } from '../../tools/demo/official.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { jaithip } from '../kit/people/people.ts'
import { issueCard } from '../kit/steps.ts'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment()
})
afterAll(() => deployment.close())

const hour = 3_600_000
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
type IssuerFile = { issuer: { id: string }; keys: (JsonWebKey & { kid: string })[] }

/** Fetches a public file. Retries once, because a connection from before the restart is closed. */
const fetchPublic = (name: string) => {
  const url = `${deployment.service.origin}/.well-known/phokbat/${name}`
  return fetch(url).catch(() => fetch(url))
}
const keysNow = async () => (await (await fetchPublic('issuer.json')).json()) as IssuerFile
const verifierOf =
  ({ keys }: IssuerFile): Verify =>
  async (kid, bytes, signature) => {
    const jwk = keys.find((key) => key.kid === kid)
    if (!jwk) return 'unknown_key'
    const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify'])
    return crypto.subtle.verify(algorithm, key, signature, bytes)
  }
const tokenIn = (url: string) => {
  const bytes = tokenFromFragment(url.slice(url.indexOf('#')))
  if (!bytes.ok) throw new Error(bytes.reason)
  return bytes.value
}
const signerOf = (token: Uint8Array) => {
  const message = decodeCoseSign1(token)
  return message.ok ? message.value.kid : undefined
}
/**
 * The verdict on an official's phone. `remembered`: the phone is offline and has only these keys of an earlier visit.
 */
const verdictOf = async (token: Uint8Array, remembered?: IssuerFile): Promise<string> => {
  const issuer = remembered ?? (await keysNow())
  const presented = await readToken(token, verifierOf(issuer))
  const list = remembered
    ? undefined
    : await readStatusToken(await (await fetchPublic('status.jwt')).text(), verifierOf(issuer))
  if (list && !list.ok) throw new Error(`the status list: ${list.reason}`)
  return inspect({
    presented,
    issuer: { id: issuer.issuer.id, fresh: !remembered },
    status: list ? { of: 'valid', issuedAt: list.value.issuedAt, fresh: true } : 'unreachable',
    now: Math.floor(deployment.now() / 1000),
    today: bangkokDay(deployment.now()),
  }).verdict
}

/** A card's QR code, and a pass from the chat. */
const holderOf = (who: typeof jaithip) => {
  const signedIn = async () => {
    const phone = await deployment.phone(who.line)
    await phone.signIn()
    return phone
  }
  const show = async () => tokenIn(String((await (await signedIn()).show(who.pin)).body.code))
  const sendPass = async () => {
    await (await signedIn()).post('/pass', { pin: who.pin, scope: 'name', hours: 24 })
    await deployment.settled()
    const images = deployment.simulator.platform.received(who.line).filter(({ type }) => type === 'image')
    const { originalContentUrl } = images.at(-1) as { originalContentUrl: string }
    return tokenIn((await scan(new Uint8Array(await (await fetch(originalContentUrl)).arrayBuffer()))) ?? '')
  }
  return { show, sendPass }
}

it('the key is rotated while cards are in use: none is refused, none outlives its expiry, and the old key is then removed', async () => {
  await issueCard(deployment, jaithip)
  const { show, sendPass } = holderOf(jaithip)
  const before = await keysNow()
  const [oldKey] = before.keys
  expect(before.keys).toHaveLength(1)

  const material = rotateSigningKey(
    deployment.settings.keys,
    await newSigningKey(),
    Math.floor(deployment.now() / 1000),
  )
  const newKey = material.signingKeys.at(-1)?.kid
  await deployment.restart({ PHOKBAT_KEYS: JSON.stringify(material) })
  const published = await keysNow()
  expect(published.keys.map(({ kid }) => kid)).toEqual([oldKey?.kid, newKey])
  expect(JSON.stringify(published)).not.toContain('"d"')

  // The new key is published but does not sign yet: a phone with only the old keys still verifies every card.
  const early = await show()
  expect(signerOf(early)).toBe(oldKey?.kid)
  expect(await verdictOf(early, before)).toBe('STATUS_UNKNOWN')
  await deployment.pass(2 * hour - 60_000)
  const pass = await sendPass()
  expect(signerOf(pass)).toBe(oldKey?.kid)

  await deployment.pass(60_000)
  const fresh = await show()
  expect(signerOf(fresh)).toBe(newKey)
  expect(await verdictOf(fresh)).toBe('DECLARED')
  expect(await verdictOf(pass)).toBe('DECLARED')
  // Offline, keys from after the deployment verify the card. With older keys it is unverified, but not called forged.
  const presented = async (keys: IssuerFile) => (await readToken(fresh, verifierOf(keys))).ok
  expect([await presented(published), await verdictOf(fresh, published)]).toEqual([true, 'STATUS_UNKNOWN'])
  expect([await presented(before), await verdictOf(fresh, before)]).toEqual([false, 'STATUS_UNKNOWN'])

  await deployment.pass(24 * hour - 120_000)
  expect(await verdictOf(pass)).toBe('DECLARED')
  await deployment.pass(60_000)
  expect(await verdictOf(pass)).toBe('QR_TIMED_OUT')
  await deployment.pass(hour + 60_000)
  expect((await keysNow()).keys.map(({ kid }) => kid)).toEqual([newKey])
  expect(await verdictOf(pass)).toBe('UNKNOWN_ISSUER')
  expect(await verdictOf(await show())).toBe('DECLARED')
})

it('a stolen key is off the list at once: what it signed is refused, and cards go on with the new key', async () => {
  const { show, sendPass } = holderOf(jaithip)
  const [code, pass, stolen] = [await show(), await sendPass(), await keysNow()]
  expect(await verdictOf(pass)).toBe('DECLARED')

  const material = withdrawSigningKeys(deployment.settings.keys, await newSigningKey())
  await deployment.restart({ PHOKBAT_KEYS: JSON.stringify(material) })
  expect((await keysNow()).keys.map(({ kid }) => kid)).toEqual(material.signingKeys.map(({ kid }) => kid))
  expect([await verdictOf(code), await verdictOf(pass)]).toEqual(['UNKNOWN_ISSUER', 'UNKNOWN_ISSUER'])
  const fresh = await show()
  expect([signerOf(fresh), await verdictOf(fresh)]).toEqual([material.signingKeys[0]?.kid, 'DECLARED'])
  // A phone without signal still knows the stolen key: it calls no card good, whoever signed it.
  expect(await verdictOf(pass, stolen)).toBe('STATUS_UNKNOWN')
})
