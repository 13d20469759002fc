import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Place } from '../../../src/service/keys/aes.ts'
import { createSeal } from '../../../src/service/keys/seal.ts'
import { material, random } from '../../kit/store.ts'

const seal = createSeal(material, random)
const place: Place = { table: 'card', column: 'content', row: 'c1' }
const keyOf = async (person: string) => seal.unwrap(person, await seal.newPersonKey(person))
const anyPlace = fc.record({ table: fc.string(), column: fc.string(), row: fc.string() })

describe('a sealed value', () => {
  it('opens to the same bytes at its place and does not contain them', async () => {
    const key = await keyOf('p1')
    const plain = fc.uint8Array({ minLength: 8, maxLength: 300 })
    await fc.assert(
      fc.asyncProperty(plain, anyPlace, async (bytes, at) => {
        const sealed = await key.seal(at, new Uint8Array(bytes))
        expect(Buffer.from(sealed).includes(Buffer.from(bytes))).toBe(false)
        expect(await key.open(at, sealed)).toEqual(bytes)
      }),
      { numRuns: 200 },
    )
  })

  it('opens to the same JSON, in every script', async () => {
    const key = await keyOf('p1')
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const same = JSON.parse(JSON.stringify(value))
        expect(await key.openJson(place, await key.sealJson(place, value))).toEqual(same)
        expect(await seal.openJson(place, await seal.sealJson(place, value))).toEqual(same)
      }),
      { numRuns: 200 },
    )
  })

  it('does not open at any other place', async () => {
    const key = await keyOf('p1')
    await fc.assert(
      fc.asyncProperty(anyPlace, anyPlace, async (at, elsewhere) => {
        fc.pre(JSON.stringify(at) !== JSON.stringify(elsewhere))
        await expect(key.open(elsewhere, await key.seal(at, new Uint8Array(9)))).rejects.toThrow('does not open')
      }),
      { numRuns: 200 },
    )
  })

  it('does not open when its parts were shifted between table, column and row', async () => {
    const key = await keyOf('p1')
    const sealed = await key.seal({ table: 'a', column: 'bc', row: 'd' }, new Uint8Array(9))
    await expect(key.open({ table: 'ab', column: 'c', row: 'd' }, sealed)).rejects.toThrow('does not open')
  })

  it('does not open after any single byte was changed, or cut short', async () => {
    const key = await keyOf('p1')
    const sealed = await key.seal(place, new Uint8Array([1, 2, 3]))
    for (let i = 0; i < sealed.length; i++) {
      const changed = sealed.map((byte, at) => (at === i ? byte ^ 1 : byte))
      await expect(key.open(place, changed), `byte ${i}`).rejects.toThrow('does not open')
      await expect(key.open(place, sealed.slice(0, i)), `first ${i}`).rejects.toThrow('does not open')
    }
  })

  it('does not open with the key of another person', async () => {
    const sealed = await (await keyOf('p1')).seal(place, new Uint8Array(9))
    await expect((await keyOf('p2')).open(place, sealed)).rejects.toThrow('does not open')
  })

  it('is different each time', async () => {
    const key = await keyOf('p1')
    expect(await key.seal(place, new Uint8Array(9))).not.toEqual(await key.seal(place, new Uint8Array(9)))
  })
})

describe('a person’s key', () => {
  it('does not unwrap for another person', async () => {
    const wrapped = await seal.newPersonKey('p1')
    await expect(seal.unwrap('p2', wrapped)).rejects.toThrow('sealed person.key_wrapped does not open')
  })

  it('needs the master key of its version', async () => {
    const wrapped = await seal.newPersonKey('p1')
    await expect(seal.unwrap('p1', { ...wrapped, version: 9 })).rejects.toThrow('master key 9 is not configured')
  })

  it('gives each use a secret of its own', async () => {
    const key = await keyOf('p1')
    expect(await key.secretFor('draft')).toBe(await key.secretFor('draft'))
    expect(await key.secretFor('draft')).not.toBe(await key.secretFor('another use'))
  })
})

describe('a keyed hash', () => {
  it('is the same for the same value and kind, and for nothing else', async () => {
    expect(await seal.hash('session', 'x')).toBe(await seal.hash('session', 'x'))
    expect(await seal.hash('session', 'x')).not.toBe(await seal.hash('link', 'x'))
    expect(await seal.hash('session', 'x')).not.toBe(await seal.hash('session', 'y'))
    const other = createSeal({ ...material, hashKey: Buffer.from(random(32)).toString('base64') }, random)
    expect(await other.hash('session', 'x')).not.toBe(await seal.hash('session', 'x'))
  })
})
