import { createHmac, hkdfSync, scryptSync } from 'node:crypto'
import fc from 'fast-check'
import { importJWK } from 'jose'
import { describe, expect, it } from 'vitest'
import { usualPinCost } from '../../../src/core/pin/stretch.ts'
import { createKeys } from '../../../src/service/keys/keys.ts'
import { generateKeys, newSigningKey, readKeyMaterial } from '../../../src/service/keys/material.ts'
import { rotateSigningKey } from '../../../src/service/keys/rotation.ts'
import { stretchPin } from '../../kit/phone.ts'
import { material, random } from '../../kit/store.ts'

const now = 1_795_446_726
const keys = createKeys(material, () => now * 1000)
const message = new TextEncoder().encode('a token')
const ES256 = { name: 'ECDSA', hash: 'SHA-256' }

describe('the issuer’s signature', () => {
  it('is 64 bytes and verifies with the published key, for the signed bytes only', async () => {
    const [jwk] = keys.published()
    const key = (await importJWK(jwk as never, 'ES256')) as CryptoKey
    const signature = await keys.sign(message)
    expect(signature).toHaveLength(64)
    expect(await crypto.subtle.verify(ES256, key, signature, message)).toBe(true)
    expect(await crypto.subtle.verify(ES256, key, signature, new Uint8Array([1]))).toBe(false)
  })

  it('has its key published without private parts, the current key first', async () => {
    const [published] = keys.published()
    expect(keys.currentKeyId).toBe(material.signingKeys[0]!.kid)
    expect(Object.keys(published!).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'])
  })
})

describe('rotation of the issuer’s keys', () => {
  const hour = 3600
  const [first, second] = [material.signingKeys[0]!.kid, 'second']
  const at = async (seconds: number) => {
    const both = rotateSigningKey(material, { ...(await newSigningKey()), kid: second }, now)
    const keysThen = createKeys(both, () => (now + seconds) * 1000)
    const published = keysThen.published() as (JsonWebKey & { kid: string })[]
    return { keysThen, signs: keysThen.currentKeyId, published: published.map(({ kid }) => kid), jwk: published[0] }
  }

  it.each([
    [0, first, [first, second]],
    [2 * hour - 1, first, [first, second]],
    [2 * hour, second, [second, first]],
    [27 * hour - 1, second, [second, first]],
    [27 * hour, second, [second]],
  ])('%d s after the rotation', async (seconds, signs, published) => {
    expect(await at(seconds)).toMatchObject({ signs, published })
  })

  it('signs with the key it names, before and after the rotation', async () => {
    for (const seconds of [0, 3 * hour]) {
      const { keysThen, jwk } = await at(seconds)
      const key = (await importJWK(jwk as never, 'ES256')) as CryptoKey
      expect(await crypto.subtle.verify(ES256, key, await keysThen.sign(message), message)).toBe(true)
    }
  })

  it('yields a valid setting, without keys that are no longer needed', async () => {
    const once = rotateSigningKey(material, await newSigningKey(), now)
    expect(readKeyMaterial(JSON.stringify(once))).toEqual({ ok: true, value: once })
    const later = rotateSigningKey(once, await newSigningKey(), now + 1000 * hour)
    expect(later.signingKeys.map(({ kid }) => kid)).not.toContain(first)
    expect(later.signingKeys).toHaveLength(2)
  })
})

describe('the hash of a PIN', () => {
  const salt = { salt: Buffer.from('0123456789abcdef').toString('base64url'), n: usualPinCost }

  it('is the same for the same stretched PIN, and for nothing else', async () => {
    const hash = await keys.hashPin(await stretchPin('48151623', salt))
    expect(Buffer.from(hash, 'base64url')).toHaveLength(32)
    expect(await keys.hashPin(await stretchPin('48151623', salt))).toBe(hash)
    expect(await keys.hashPin(await stretchPin('48151624', salt))).not.toBe(hash)
    const other = { ...salt, salt: Buffer.from('fedcba9876543210').toString('base64url') }
    expect(await keys.hashPin(await stretchPin('48151623', other))).not.toBe(hash)
  })

  it('is the one that the service made of the digits before phones stretched them: no PIN has to be set anew', async () => {
    const pepper = Buffer.from(
      hkdfSync('sha256', Buffer.from(material.pepper, 'base64url'), Buffer.alloc(32), 'phokbat/pin/1', 32),
    )
    const then = scryptSync('48151623', '0123456789abcdef', 32, { N: 2 ** 14, r: 8, p: 1 })
    const hash = createHmac('sha256', pepper).update(then).digest('base64url')
    expect(await keys.hashPin(await stretchPin('48151623', salt))).toBe(hash)
  })

  it('cannot be computed without the pepper', async () => {
    const stretched = await stretchPin('48151623', salt)
    const hash = await keys.hashPin(stretched)
    expect(hash).not.toBe(await createKeys({ ...material, pepper: material.hashKey }, Date.now).hashPin(stretched))
    expect(hash).not.toBe(stretched)
  })
})

describe('the keys of a deployment', () => {
  it('are read as they were generated', () => {
    expect(readKeyMaterial(JSON.stringify(material))).toEqual({ ok: true, value: material })
  })

  it('are different every time', async () => {
    const other = await generateKeys(random)
    expect(other.signingKeys[0]!.kid).not.toBe(material.signingKeys[0]!.kid)
    expect(new Set([material, other].flatMap((all) => [all.masterKeys[1], all.pepper, all.hashKey])).size).toBe(6)
  })

  it.each([
    ['not_json', '{'],
    ['wrong_shape', '{}'],
    ['wrong_shape', JSON.stringify({ ...material, pepper: 'c2hvcnQ' })],
    ['wrong_shape', JSON.stringify({ ...material, hashKey: '!' })],
    ['wrong_shape', JSON.stringify({ ...material, signingKeys: [] })],
    ['current_master_key_missing', JSON.stringify({ ...material, currentVersion: 2 })],
  ])('are refused as %s', (reason, text) => {
    expect(readKeyMaterial(text)).toEqual({ ok: false, reason })
  })

  it('are refused if they are any other text', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => !readKeyMaterial(text).ok))
  })
})
