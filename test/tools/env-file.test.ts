// Promises that .env.deploy keeps values exactly, for its owner only, and that missing values are asked for.
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { envFile, parseValues, withValue } from '../../tools/deploy/env-file.ts'
import { askForMissing, gatherValues } from '../../tools/deploy/gather.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phokbat-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('.env.deploy', () => {
  it('gives back what was kept, and leaves the rest as it was', () => {
    const path = join(folder, '.env.deploy')
    writeFileSync(path, "# ours\nISSUER_NAME_TH='กรม'\nLIFF_ID=\n")
    const file = envFile(path)
    expect(file.keep('LIFF_ID', '1234567890-AbcdEfgh')).toEqual({ ok: true, value: undefined })
    expect(file.keep('PHOKBAT_KEYS', '{"a":"$1 & \\\\ #"}').ok).toBe(true)
    expect(file.read()).toEqual({
      ISSUER_NAME_TH: 'กรม',
      LIFF_ID: '1234567890-AbcdEfgh',
      PHOKBAT_KEYS: '{"a":"$1 & \\\\ #"}',
    })
  })

  it('is readable by its owner alone', () => {
    const path = join(folder, '.env.deploy')
    envFile(path).keep('PHOKBAT_KEYS', 'secret')
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('says so when it cannot be written, and leaves nothing beside', () => {
    const path = join(folder, 'away/.env.deploy')
    expect(envFile(path).keep('LIFF_ID', 'x')).toMatchObject({
      reason: expect.stringContaining('cannot be written (ENOENT)'),
    })
    mkdirSync(join(folder, 'away'))
    envFile(path).keep('LIFF_ID', 'x')
    expect(existsSync(`${path}.new`)).toBe(false)
  })

  it('either says a value exactly or not at all, and never touches another', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (value, before) => {
        const text = `OTHER=kept\n${before.replaceAll(/['"`=]/g, '')}\n`
        const written = withValue(text, 'NAME', value)
        if (written === undefined) return
        expect(parseValues(written)).toEqual({ ...parseValues(text), NAME: value })
      }),
    )
  })
})

describe('values', () => {
  it('come from the environment first, then from the file, and only those that we know', () => {
    const file = { LIFF_ID: 'of the file', DATABASE_URL: 'of the file', HOME: 'no' }
    expect(gatherValues({ LIFF_ID: ' of the environment ', PATH: '/bin', DATABASE_URL: '' }, file)).toEqual({
      LIFF_ID: 'of the environment',
      DATABASE_URL: 'of the file',
    })
  })

  it('that are missing are asked for, secrets without showing them, and kept', async () => {
    const file = envFile(join(folder, '.env.deploy'))
    const questions: { name: string; hidden: boolean }[] = []
    const ask = async (question: string, hidden: boolean) => {
      const name = /[A-Z_]+/.exec(question)?.[0] ?? ''
      questions.push({ name, hidden })
      return name === 'DATABASE_TOKEN' ? '' : `answer to ${name}`
    }
    const values = await askForMissing({ PUBLIC_ORIGIN: 'https://card.example' }, { ask }, file)
    expect(questions).toEqual([
      { name: 'LINE_CHANNEL_SECRET', hidden: true },
      { name: 'LINE_CHANNEL_ACCESS_TOKEN', hidden: true },
      { name: 'LINE_LOGIN_CHANNEL_ID', hidden: false },
      { name: 'LINE_LOGIN_CHANNEL_SECRET', hidden: true },
      { name: 'DATABASE_URL', hidden: false },
      { name: 'DATABASE_TOKEN', hidden: true },
    ])
    expect(values.DATABASE_URL).toBe('answer to DATABASE_URL')
    expect(file.read().LINE_CHANNEL_SECRET).toBe('answer to LINE_CHANNEL_SECRET')
    expect(values).not.toHaveProperty('DATABASE_TOKEN')
    questions.length = 0
    await askForMissing(values, { ask }, file)
    expect(questions).toEqual([])
  })
})
