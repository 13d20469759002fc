// Drills with the real compiler on a copy of the sources: changes that the contract forbids do not compile.
import { afterAll, expect, it } from 'vitest'
import { copySources } from '../kit/source-copy.ts'

const copy = copySources()
afterAll(copy.remove)

/** Returns the compiler's errors in a place while `file` has `after` instead of `before`. */
const drill = async (place: string, file: string, before: RegExp, after: string): Promise<string> => {
  copy.edit(`src/${file}`, before, after)
  const said = await copy.complaints(`src/${place}`)
  copy.restore()
  return said
}

it('the copy compiles as it is, so that a drill can fail', async () => {
  expect(await Promise.all(['src/core', 'src/phone', 'src/service'].map(copy.complaints))).toEqual(['', '', ''])
})

it('a renamed member of an answer does not compile in the phone', async () => {
  const said = await drill(
    'phone',
    'core/contract/responses/holder.ts',
    /(liveCode = v\.strictObject\(\{ code: [^}]*)ticket/,
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
