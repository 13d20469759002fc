import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSetting } from '../src/service/settings/read.ts'
import type { Setting } from '../src/service/settings/setting.ts'
import { bindings, settingsTable } from '../src/service/settings/table.ts'
import { settingsDocs } from '../tools/build/settings-docs.ts'
import { parseValues } from '../tools/deploy/env-file.ts'
import { secretsOf, varsOf } from '../tools/deploy/values.ts'
import { allSettings } from '../tools/settings/table.ts'
import { sentenceOf, unknownNames } from '../tools/settings/unknown.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const filesIn = (folder: string, wanted: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))

const settings: [string, Setting][] = Object.entries(allSettings)
const names = Object.keys(allSettings)

describe('the tables of settings', () => {
  it('read each default and each example by the form of its row', () => {
    for (const [name, row] of settings)
      for (const text of [row.default, row.example].filter((text) => text !== undefined))
        expect([name, readSetting(name, row, text)]).toEqual([name, { ok: true, value: expect.anything() }])
  })

  it('say of each required setting where it is found', () => {
    const required = settings.filter(([, { presence }]) => presence !== 'optional')
    expect(required.filter(([, { source }]) => !source)).toEqual([])
  })

  it('have one sentence of purpose for each, without a template that was left open', () => {
    const sentence = /^[A-Z].*\.$/
    expect(settings.filter(([, { purpose }]) => !sentence.test(purpose)).map(([name]) => name)).toEqual([])
  })

  it('are what the documents show (else: npm run docs:settings)', () => {
    for (const [file, text] of Object.entries(settingsDocs())) expect([file, read(file)]).toEqual([file, text])
  })

  it('give an example file that sets nothing by itself', () => {
    expect(parseValues(read('.env.example'))).toEqual({})
  })
})

/** Set for other programs (wrangler, apt, libsql-server, Node), or the names of something else. */
const ofOthers =
  /^(CLOUDFLARE_CF_FETCH_ENABLED|CLOUDFLARE_API_BASE_URL|WRANGLER_\w+|FORCE_COLOR|DEBIAN_FRONTEND|RUST_LOG|NODE_ENV)$/

/** Names that the code takes from an environment or from settings, by a dot or by unpacking. */
const takenIn = (code: string): string[] => {
  const source = String.raw`(?:process\.env|env|settings|values|given|known|from\.values|read\.value|local\.settings|deployment\.values)`
  const name = /[A-Z][A-Z0-9_]{2,}/g
  const byDot = [...code.matchAll(new RegExp(String.raw`\b${source}\??\.([A-Z][A-Z0-9_]{2,})\b`, 'g'))].map(
    ([, it]) => it!,
  )
  const unpacked = [
    ...code.matchAll(
      new RegExp(String.raw`\{([^{}]*)\}(?: = ${source}\b(?!\()|: (?:Values|Environment|Settings)\b)`, 'g'),
    ),
  ].flatMap(([, fields = '']) => fields.match(name) ?? [])
  return [...byDot, ...unpacked]
}

const sources = ['src', 'tools'].flatMap((folder) => filesIn(folder, /\.(ts|tsx|mjs)$/))
const tables = /settings\/(table|setting|forms)\.ts$|settings-docs\.ts$/
const users = sources.filter((file) => !tables.test(file))
const families = [...new Set(names.filter((name) => name.includes('_')).map((name) => name.split('_')[0]!))]
const family = new RegExp(String.raw`\b(?:${families.join('|')})_[A-Z][A-Z0-9_]*\b`, 'g')

describe('a setting', () => {
  it('that the code takes from its environment stands in a table', () => {
    const known = [...names, ...Object.keys(bindings)]
    const strangers = users.flatMap((file) =>
      takenIn(read(file))
        .filter((name) => !known.includes(name) && !ofOthers.test(name))
        .map((name) => `${file}: ${name}`),
    )
    expect(strangers).toEqual([])
  })

  it('that stands in a table is read somewhere', () => {
    const taken = new Set(users.flatMap((file) => takenIn(read(file))))
    expect(names.filter((name) => !taken.has(name))).toEqual([])
  })

  it('that code, documents or deployment files name exists', () => {
    const code = users.filter((file) => /^(src\/(service\/|\w+\.ts)|tools\/)/.test(file))
    const files = [...code, ...filesIn('docs', /\.md$/), ...filesIn('deploy', /./), 'README.md', 'SECURITY.md']
    const strangers = files.flatMap((file) =>
      (read(file).match(family) ?? [])
        .filter((name) => !names.includes(name) && !ofOthers.test(name))
        .map((name) => `${file}: ${name}`),
    )
    expect(strangers).toEqual([])
  })

  it('that the container sets exists', () => {
    const set = [...read('deploy/Containerfile').matchAll(/^ENV (.*)$/gm)].flatMap(([, line = '']) =>
      [...line.matchAll(/(\w+)=/g)].map(([, name]) => name!),
    )
    expect(set).toContain('DATABASE_URL')
    expect(set.filter((name) => !names.includes(name) && !ofOthers.test(name))).toEqual([])
  })
})

describe('a deployment', () => {
  it.each(Object.entries<Setting>(settingsTable))('uploads %s, as a secret or as a variable', (name, { where }) => {
    const values = { [name]: 'as it was given' }
    expect({ vars: varsOf(values), secrets: secretsOf(values) }).toEqual({
      vars: where === 'var' ? values : {},
      secrets: where === 'secret' ? values : {},
    })
  })

  it('uploads nothing that is meant for the commands alone', () => {
    const local = settings.filter(([, { where }]) => where === 'local').map(([name]) => [name, 'x'])
    expect({ ...varsOf(Object.fromEntries(local)), ...secretsOf(Object.fromEntries(local)) }).toEqual({})
  })
})

describe('a name that is no setting', () => {
  it('is told with the setting that was meant', () => {
    const found = unknownNames({ KEEP_ENDED_DAY: '90', ODD: '1', KEEP_DRAFT_DAYS: '3' })
    expect(found.map(sentenceOf)).toEqual([
      'KEEP_ENDED_DAY is not a setting of this version and is ignored: KEEP_ENDED_DAYS is',
      'ODD is not a setting of this version and is ignored',
    ])
  })

  it('in the environment is told only when it resembles a setting', () => {
    const env = { PATH: '/bin', HOME: '/root', HOSTNAME: 'h', NODE_ENV: 'production', database_url: '', LIFF_IDS: '' }
    expect(unknownNames({}, env).map(({ name }) => name)).toEqual(['database_url', 'LIFF_IDS'])
  })

  it('never shows its value', () => {
    expect(unknownNames({ PHOKBAT_KEY: 'sealed' }).map(sentenceOf).join()).not.toContain('sealed')
  })
})
