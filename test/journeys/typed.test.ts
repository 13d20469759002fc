// Tests what a card says of data that its holder typed: it stays below data that the phone read, and odd names are asked about.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { bunma, type Person, somchai } from '../kit/people/people.ts'
import { walkThrough } from '../kit/steps.ts'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment(async () => ({ REGISTRY: 'none' }))
})
afterAll(() => deployment.close())

type Report = { corrected?: string[]; doubtful?: string[]; namesConfirmed?: boolean }
const issuedWith = async (person: Person, report: Report, card = person.card) => {
  const phone = await walkThrough(deployment, person, 'checkData')
  expect((await phone.post('/data', { data: card, corrected: [], ...report })).status).toBe(200)
  return (await (await walkThrough(deployment, person, 'issued')).get('/me')).view.card
}

describe('a card without a register', () => {
  it('is typed when the holder typed the whole of it, as a made-up person is: nobody but the holder said it', async () => {
    const made = { ...somchai.card, firstNameThai: 'โนบอดี้', firstNameEnglish: 'Nobody' }
    const card = await issuedWith(somchai, { corrected: ['nameThai', 'idNumber', 'birthDate'] }, made)
    expect(card).toMatchObject({ assurance: { document: 'typed', face: 'self' }, grade: 'declared' })
  })

  it('asks about a Thai name that no longer fits the English one, and keeps both as typed if the holder insists', async () => {
    const phone = await walkThrough(deployment, bunma, 'checkData')
    const mistyped = { ...bunma.card, firstNameThai: 'บุญนา' }
    const body = { data: mistyped, corrected: ['nameThai'] }
    expect(await phone.post('/data', body)).toMatchObject({ status: 422, reason: 'names_differ' })
    expect((await phone.get('/me')).view.step).toBe('checkData')
    const card = await issuedWith(bunma, { corrected: ['nameThai'], namesConfirmed: true }, mistyped)
    expect(card).toMatchObject({ nameThai: ['นาง บุญนา', ''], assurance: { document: 'typed' } })
    expect(card?.nameEnglish).toContain('Bunma')
  })
})
