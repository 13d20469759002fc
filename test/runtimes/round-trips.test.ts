import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { somchai } from '../kit/people/people.ts'
import { countRoundTrips } from './counting.ts'

let deployment: Deployment
let database: Awaited<ReturnType<typeof countRoundTrips>>
beforeAll(async () => {
  deployment = await openDeployment(async (databaseUrl) => {
    database = await countRoundTrips(databaseUrl)
    return { DATABASE_URL: database.url }
  })
})
afterAll(async () => {
  await deployment.close()
  await database.close()
})

const isMove = (trip: string[]) => trip.some((sql) => sql.startsWith('update "enrolment"'))
const within = (trip: string[] | undefined) =>
  (trip ?? []).map((sql) => sql.replace(/^(\w+)(?: into| from)? ("\w+").*$/s, '$1 $2').replaceAll('"', ''))

describe('a move of progress over HTTP', () => {
  let phone: Awaited<ReturnType<Deployment['phone']>>
  beforeAll(async () => {
    phone = await deployment.phone('somchai')
    await phone.signIn()
  })
  const begin = 'begin deferred'
  const end = ['commit', 'rollback']

  it.each<[string, () => Promise<unknown>, string[][]]>([
    ['the terms', () => phone.terms(), [['update enrolment', 'insert consent']]],
    ['the face', () => phone.face(), [['update enrolment', 'insert consent']]],
    ['the front', () => phone.front(), [['update enrolment']]],
    ['the back', () => phone.back(), [['update enrolment']]],
    [
      'the data, and the register',
      () => phone.data(somchai),
      [['update enrolment', 'insert outbox'], ['update enrolment']],
    ],
    ['the selfie', () => phone.selfie({}, deployment.pass), [['update enrolment']]],
    ['the PIN', () => phone.pin(somchai.pin), [['update enrolment', 'insert pin']]],
    [
      'the consent, and with it the card',
      () => phone.sign(somchai.pin),
      [
        [
          'update enrolment',
          'insert consent',
          'insert card',
          'update face_case',
          'insert face_case',
          'insert outbox',
          'insert outbox',
        ],
      ],
    ],
  ])('is one round trip with all that belongs to it: %s', async (_, act, moves) => {
    const trips = await database.during(async () => {
      await act()
      await deployment.settled()
    })
    expect(trips.filter(isMove).map(within)).toEqual(moves.map((statements) => [begin, ...statements, ...end]))
  })
})

describe('what a request costs', () => {
  it.each<[string, number, (phone: Awaited<ReturnType<Deployment['phone']>>) => Promise<unknown>]>([
    ['a look at where one is', 9, (phone) => phone.get('/me')],
    ['showing the card', 9, (phone) => phone.show(somchai.pin)],
    // One reading serves everybody for two seconds: places of old cards, passes, and the cards of the passes.
    ['the list of passes, once in two seconds', 3, ({ origin }) => fetch(`${origin}/.well-known/phokbat/status`)],
    ['the issuer’s keys', 0, ({ origin }) => fetch(`${origin}/.well-known/phokbat/issuer.json`)],
  ])('%s: at most %i round trips', async (what, most, act) => {
    const phone = await deployment.phone('somchai')
    await phone.signIn()
    await deployment.settled()
    const trips = await database.during(() => act(phone))
    console.log(`${what}: ${trips.length} round trips`)
    expect(trips.length).toBeLessThanOrEqual(most)
  })
})
