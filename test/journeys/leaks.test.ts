// Searches all stored bytes and logs after every use of a card: they must contain no readable personal data.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { jaithip, somchai } from '../kit/people/people.ts'
import { filesIn, formsOf, search } from '../kit/raw-search.ts'
import { issueCard, walkThrough } from '../kit/steps.ts'
import { tracesOf } from '../kit/traces.ts'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment()
})
afterAll(() => deployment.close())

const photo = new Uint8Array(readFileSync('assets/pictures/card-front.png'))
const tinyFace = new Uint8Array(readFileSync('test/kit/people/grey-face.webp'))
const pictures = { 'photo in the chat': photo, 'face of the QR': tinyFace }
const forms = formsOf(jaithip, pictures)
const allFiles = () => [
  ...filesIn(deployment.folder),
  { name: 'the log', bytes: Buffer.from(deployment.logged.join('\n')) },
]

it('the search finds each of its forms in test data, so that an empty result is meaningful', () => {
  expect(forms.length).toBeGreaterThan(200)
  for (const { what, bytes } of forms)
    expect(search([{ name: 'x', bytes: Buffer.concat([randomBytes(50), bytes, randomBytes(50)]) }], forms)).toContain(
      `${what} in x`,
    )
  expect(search([{ name: 'noise', bytes: randomBytes(4_000_000) }], forms)).toEqual([])
})

it('registering, photos in the chat, showing, sharing, a pass, freezing and being looked at leave nothing readable', async () => {
  const line = deployment.simulator.platform.person('jaithip')
  await line.follows()
  await walkThrough(deployment, jaithip, 'cardFront')
  await line.sendsPhoto(photo)
  await line.says(`เลขบัตร ${jaithip.card.idNumber} PIN ${jaithip.pin}`)
  const halfway = await walkThrough(deployment, somchai, 'consent')
  const phone = await issueCard(deployment, jaithip)
  await phone.show(jaithip.pin, 'full')
  const shareOptions = { pin: jaithip.pin, scope: 'full', minutes: 15, once: false, unmasked: true }
  const share = await phone.post('/shares', shareOptions)
  const [link = ''] = /[\w-]{22}$/.exec(String(share.body.url)) ?? []
  expect((await phone.post(`/shares/${link}`)).status).toBe(200)
  expect((await phone.post('/pass', { pin: jaithip.pin, scope: 'name', hours: 24 })).status).toBe(200)
  await phone.post('/freeze')
  expect((await halfway.get('/me')).view.step).toBe('consent')
  await deployment.settled()
  const files = allFiles()
  expect(files.length).toBeGreaterThan(2)
  expect(files.some(({ bytes }) => bytes.includes('consent'))).toBe(true)
  expect(search(files, forms)).toEqual([])
  expect(search(files, formsOf(somchai, pictures))).toEqual([])
})

it('messages that wait in the outbox and a restart of the service leave nothing readable either', async () => {
  deployment.simulator.platform.set({ api500: true, expiredReplyToken: true })
  const phone = await deployment.phone('jaithip')
  await phone.signIn()
  expect((await phone.post('/unfreeze', { pin: jaithip.pin })).view.cardStatus).toBe('valid')
  await phone.post('/pass', { pin: jaithip.pin, scope: 'name', hours: 24 })
  await deployment.settled()
  await deployment.restart()
  expect(search(allFiles(), forms)).toEqual([])
})

it('an erasure leaves nothing at all: on one machine not even what cannot be read', async () => {
  deployment.simulator.platform.set({ api500: false })
  const phone = await deployment.phone('jaithip')
  await phone.signIn()
  await phone.post('/pass', { pin: jaithip.pin, scope: 'name', hours: 24 })
  // A hosted database does not promise to overwrite its old pages.
  const onOneMachine = inject('runtime') === 'node'
  const traces = onOneMachine ? await tracesOf(deployment.settings.DATABASE_URL) : []
  const columns = [...new Set(traces.map(({ what }) => what))]
  expect(columns.includes('person.key_wrapped')).toBe(onOneMachine)
  const found = (hits: string[]) => [...new Set(hits.map((hit) => hit.split(' in ')[0]))]
  expect(found(search(filesIn(deployment.folder), traces)).sort()).toEqual(columns.sort())

  expect((await phone.post('/erase', { confirmed: true, pin: jaithip.pin })).status).toBe(200)
  await deployment.settled()
  await deployment.service.tidy()
  // The counts of the day are by keyed hash of the LINE account, so that an erasure does not reset them (decision 098).
  const kept = found(search(allFiles(), [...forms, ...traces]))
  expect(kept).toEqual(onOneMachine ? ['person.line_hash'] : [])
  await deployment.pass(25 * 3_600_000)
  await deployment.service.tidy()
  expect(search(allFiles(), [...forms, ...traces])).toEqual([])
})
