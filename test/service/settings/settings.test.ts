import { describe, expect, it } from 'vitest'
import { configOf } from '../../../src/assemble.ts'
import { readEdgeSettings, readSettings } from '../../../src/service/settings/read.ts'
import { calibration } from '../../kit/calibration.ts'
import { material } from '../../kit/store.ts'

const right = {
  PUBLIC_ORIGIN: 'https://card.example',
  DATABASE_URL: 'https://database.example',
  PHOKBAT_KEYS: JSON.stringify(material),
  LINE_CHANNEL_SECRET: '0123456789abcdef0123456789abcdef',
  LINE_CHANNEL_ACCESS_TOKEN: 'a-token',
  LINE_LOGIN_CHANNEL_ID: '2000000002',
  LIFF_ID: '2000000002-Phokbat1',
}
const faultsOf = (read: ReturnType<typeof readSettings>) => (read.ok ? [] : read.faults)

describe('the settings', () => {
  it('are accepted when each is as it should be', () => {
    expect(readSettings(right)).toMatchObject({
      ok: true,
      value: { REGISTRY: 'none', PUBLIC_ORIGIN: right.PUBLIC_ORIGIN },
    })
  })

  it('take a calibration as it was written, and are content with none', () => {
    const read = (value: string) => {
      const settings = readSettings({ ...right, FACE_CALIBRATION: value })
      return settings.ok ? configOf(settings.value).faces.calibration : settings.faults
    }
    expect(read(JSON.stringify(calibration))).toEqual(calibration)
    expect(read('')).toBeUndefined()
    expect(
      faultsOf(readSettings({ ...right, FACE_MODEL: 'dlib+faceres', FACE_CALIBRATION: JSON.stringify(calibration) })),
    ).toEqual(['FACE_CALIBRATION was learnt by another model than FACE_MODEL names: calibrate again, or leave it out'])
  })

  it.each(Object.keys(right))('name %s when it is missing or empty, in a sentence', (name) => {
    const missing = Object.fromEntries(Object.entries(right).filter(([other]) => other !== name))
    expect(faultsOf(readSettings(missing))).toEqual([`${name} is missing`])
    expect(faultsOf(readSettings({ ...right, [name]: '' }))).toEqual([`${name} is missing`])
  })

  it.each([
    ['PUBLIC_ORIGIN', 'https://card.example/app', 'without a path'],
    ['PUBLIC_ORIGIN', 'http://card.example', 'https://'],
    ['DATABASE_URL', 'postgres://database.example', 'DATABASE_URL should be'],
    ['PHOKBAT_KEYS', 'not keys', 'PHOKBAT_KEYS'],
    ['LINE_CHANNEL_SECRET', 'short-and-secret', '32 hex digits'],
    ['LINE_LOGIN_CHANNEL_ID', 'abc', '10 digits'],
    ['KEEP_EVIDENCE_DAYS', '31', 'promise no longer'],
    ['KEEP_DRAFT_DAYS', 'seven', 'from 1 to 7'],
    ['FACE_CALIBRATION', 'not JSON', 'npm run calibrate'],
    ['FACE_CALIBRATION', JSON.stringify({ ...calibration, recipe: 'dlib+faceres/2' }), 'by the recipe dlib+faceres/2'],
    ['FACE_CALIBRATION', JSON.stringify({ ...calibration, match: 0.49 }), 'npm run calibrate'],
    ['FACE_CALIBRATION', JSON.stringify({ ...calibration, match: 0.6, again: 0.6 }), 'npm run calibrate'],
    ['FACE_CALIBRATION', JSON.stringify({ ...calibration, again: 0.3 }), 'npm run calibrate'],
    ['FACE_MODEL', 'arcface', 'mobilefacenet or dlib+faceres'],
    ['LIFF_SDK_URL', 'https://elsewhere.example/sdk.js', 'own machine only'],
    ['REGISTRY', 'sandbox', 'own machine only'],
    ['LINE_CERTS_URL', 'http://elsewhere.example/certs', 'begins with https://'],
    ['LINE_CERTS_URL', 'certs', 'begins with https://'],
    ['DATABASE_URL', 'http://database.example', 'http:// on this machine'],
    ['DATABASE_URL', 'http://localhost.elsewhere.example', 'http:// on this machine'],
    ['DATABASE_URL', 'libsql://database.example?tls=0', 'http:// on this machine'],
    ['PHOKBAT_KEYS', JSON.stringify({ ...material, pepper: 'A'.repeat(43) }), 'wrong shape'],
    ['PHOKBAT_KEYS', JSON.stringify({ ...material, masterKeys: { 1: 'A'.repeat(43) } }), 'wrong shape'],
  ])('refuse %s = %s, saying what it should be and never what it was', (name, value, sentence) => {
    const [fault, ...others] = faultsOf(readSettings({ ...right, [name]: value }))
    expect(fault).toContain(sentence)
    expect(others).toEqual([])
    if (name !== 'REGISTRY') expect(fault).not.toContain(value)
  })

  it('take a trial register, and a database without TLS, on this machine', () => {
    const PUBLIC_ORIGIN = 'http://127.0.0.1:8787'
    expect(faultsOf(readSettings({ ...right, PUBLIC_ORIGIN, REGISTRY: 'sandbox' }))).toEqual([])
    for (const DATABASE_URL of ['http://127.0.0.1:8080', 'libsql://localhost:8080?tls=0', 'libsql://database.example'])
      expect(faultsOf(readSettings({ ...right, DATABASE_URL }))).toEqual([])
  })
})

describe('the settings of the edge', () => {
  const VAULT = {}
  it('want a bucket, and a database that is no file', () => {
    expect(readEdgeSettings({ ...right, VAULT }).ok).toBe(true)
    expect(faultsOf(readEdgeSettings(right))).toEqual([expect.stringMatching(/^VAULT is not bound/)])
    expect(faultsOf(readEdgeSettings({ ...right, VAULT, DATABASE_URL: 'file:service.db' }))).toEqual([
      expect.stringMatching(/^DATABASE_URL .*the edge has no files/),
    ])
    expect(faultsOf(readEdgeSettings({}))).toHaveLength(8)
  })
})
