// Drills on a copy of the sources, with the real compiler: what the contract forbids does not compile.
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'

let copy: string
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'phokbat-drill-'))
  for (const part of ['src', 'migrations/meta', 'assets/models', 'tsconfig.json', 'package.json'])
    cpSync(part, join(copy, part), { recursive: true })
  // These tsconfigs name files outside of src for the sake of the runtimes; the drills are about src alone.
  const service = join(copy, 'src/service/tsconfig.json')
  writeFileSync(service, readFileSync(service, 'utf8').replace(/,\s*"\.\.\/\.\.\/[^"]*"/g, ''))
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'))
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

/** The compiler's complaints about a place; empty when it compiles. */
const complaints = (place: string): Promise<string> =>
  promisify(execFile)(resolve('node_modules/.bin/tsc'), ['-p', `src/${place}`, '--singleThreaded'], { cwd: copy }).then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout,
  )

/** The complaints about a place while `file` has `after` where it had `before`. */
const drill = async (place: string, file: string, before: RegExp, after: string): Promise<string> => {
  const path = join(copy, 'src', file)
  const text = readFileSync(path, 'utf8')
  expect(text.match(new RegExp(before, 'g'))).toHaveLength(1)
  writeFileSync(path, text.replace(before, after))
  const said = await complaints(place)
  writeFileSync(path, text)
  return said
}

it('the copy compiles as it is, so that a drill can fail', async () => {
  expect(await Promise.all(['core', 'phone', 'service'].map(complaints))).toEqual(['', '', ''])
})

it('a renamed member of an answer does not compile in the phone', async () => {
  const said = await drill(
    'phone',
    'core/contract/responses/holder.ts',
    /(liveCode = v\.strictObject\(\{ url: [^}]*)ticket/,
    '$1renewal',
  )
  expect(said).toMatch(/^src\/phone\/.*'ticket'/m)
})

it.each(['principal', 'cost', 'maxBody', 'priority', 'request', 'response', 'problems'])(
  'a route without %s does not compile',
  async (member) => {
    const inRoute = new RegExp(`(  orderCopy: \\{(?:\\n    .*)*?)\\n    ${member}: .*`)
    expect(await drill('core', 'core/contract/routes/holder.ts', inRoute, '$1')).toMatch(
      new RegExp(`^src/core/contract/routes/holder\\.ts.*[\\s\\S]*'${member}'`, 'm'),
    )
  },
)

it('a route without a handler does not compile, and no handler without a route', async () => {
  const handler = /\n {2}orderCopy: (async [\s\S]*?\n {2}\},)/
  expect(await drill('service', 'service/routes/holder.ts', handler, '')).toMatch(/'orderCopy' is missing/)
  expect(await drill('service', 'service/routes/holder.ts', handler, '\n  orderCopy: $1\n  orderTea: $1')).toMatch(
    /'orderTea' does not exist/,
  )
})

it('a handler that leaves out a member, or refuses for a reason that its route does not name, does not compile', async () => {
  const file = 'service/routes/session.ts'
  expect(await drill('service', file, /liffId: config\.line\.liffId,/, '')).toMatch(/'liffId' is missing/)
  expect(await drill('service', file, /refuse\('id_token_used'\)/, "refuse('wrong_pin')")).toMatch(/wrong_pin/)
})
