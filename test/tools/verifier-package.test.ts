// Promises that a third party can install the packed verifier in an empty folder without a network, and verify cards
// with it.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'verifier-'))
const installed = join(folder, 'node_modules/@phokbat/verifier')
const run = (command: string, args: readonly string[], cwd = folder) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  return { status, output: `${stdout}${stderr}` }
}
const must = (command: string, args: readonly string[], cwd?: string) => {
  const { status, output } = run(command, args, cwd)
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${output}`)
  return output
}

beforeAll(() => {
  must(process.execPath, ['--import', 'tsx', 'tools/build/verifier.ts'], root)
  must('npm', ['pack', './dist/verifier', '--pack-destination', folder], root)
  const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'stranger', private: true, type: 'module' }))
  must('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', `./${tarball}`])
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the packed verifier', () => {
  it('brings no other package, and the vectors as they are in docs', () => {
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['@phokbat'])
    const vectors = (file: string) => readFileSync(file, 'utf8')
    expect(vectors(join(installed, 'token-vectors.json'))).toBe(vectors(join(root, 'docs/token-vectors.json')))
    for (const file of ['LICENSE', 'README.md', 'token.md', 'verifier/index.d.ts'])
      expect(existsSync(join(installed, file)), file).toBe(true)
  })

  it('runs the example, inside the package and in the third party’s own folder', () => {
    const example = join(installed, 'examples/verify.mjs')
    copyFileSync(example, join(folder, 'verify.mjs'))
    expect(run(process.execPath, [example])).toEqual({
      status: 0,
      output: expect.stringMatching(/^CHECKED\nMiss Jaithip/),
    })
    expect(run(process.execPath, ['verify.mjs', 'revoked'])).toEqual({ status: 0, output: 'REVOKED\n' })
    expect(run(process.execPath, ['verify.mjs', 'a bit of the face changed'])).toEqual({
      status: 0,
      output: 'ALTERED\n',
    })
  })

  it('comes to the verdict of every vector', () => {
    // The list of the vectors counts as fresh at each vector's time.
    const program = `
      import { readFileSync } from 'node:fs'
      import { answeredStatus, bangkokDay, digestOf, inspect, readStatusToken, readToken, statusInList, tokenFromFragment, verifierOf } from '@phokbat/verifier'
      const file = new URL(import.meta.resolve('@phokbat/verifier/token-vectors.json'))
      const { issuer, status, vectors } = JSON.parse(readFileSync(file, 'utf8'))
      const verify = verifierOf(issuer.keys)
      const list = await readStatusToken(status, verify)
      const wrong = []
      for (const { name, code, now, verdict, asked } of vectors) {
        const bytes = tokenFromFragment(code.replace(/^PHOKBAT1:|^.*#/, ''))
        const presented = bytes.ok ? await readToken(bytes.value, verify) : bytes
        const place = presented.ok ? presented.value.statusIndex : undefined
        const question = asked && bytes.ok && { shown: await digestOf(bytes.value), nonce: asked.nonce }
        const status =
          place === undefined && asked
            ? await answeredStatus(asked.answer, question, issuer)
            : { of: (await statusInList(list.value.lst, place ?? 0)), issuedAt: now, fresh: true }
        const found = inspect({
          presented,
          issuer: { id: issuer.issuer.id, fresh: true },
          status,
          now,
          today: bangkokDay(now * 1000),
        })
        if (found.verdict !== verdict) wrong.push([name, found.verdict, verdict])
      }
      console.log(JSON.stringify({ count: vectors.length, wrong }))`
    writeFileSync(join(folder, 'vectors.mjs'), program)
    expect(JSON.parse(must(process.execPath, ['vectors.mjs']))).toEqual({ count: 65, wrong: [] })
  })

  it.each(['NodeNext', 'Bundler'])('has types that a strict consumer compiles with (%s)', (resolution) => {
    const consumer = `
      import { type CardCheck, checkCard, type Result, type Verdict } from '@phokbat/verifier'
      export const nameOf = async (check: CardCheck): Promise<string | undefined> => {
        const verdict: Verdict = await checkCard(check)
        switch (verdict.verdict) {
          case 'CONFIRMED':
          case 'CHECKED':
          case 'EXPIRED':
            return verdict.seen.claims.nameEnglish
          case 'ALTERED':
            // @ts-expect-error no claim of an altered card may be shown
            return verdict.seen.claims.nameEnglish
          default:
            return undefined
        }
      }
      // @ts-expect-error the time is handed in
      checkCard({ fragment: '', issuer: undefined, statusToken: undefined })
      export const kept: Result<number> = { ok: true, value: 1 }`
    writeFileSync(join(folder, 'consumer.ts'), consumer)
    const compilerOptions = {
      strict: true,
      noEmit: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      types: [],
      target: 'ES2022',
      lib: ['ES2022'],
      moduleResolution: resolution,
      module: resolution === 'NodeNext' ? 'NodeNext' : 'ESNext',
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.ts'] }))
    const compiler = join(root, 'node_modules/typescript/bin/tsc')
    expect(run(process.execPath, [compiler, '-p', folder])).toEqual({ status: 0, output: '' })
  })
})
