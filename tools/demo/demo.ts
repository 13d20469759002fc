// `npm run demo`: a citizen registers and an official checks the card, with the real chat, mini-app, card reading and face check.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { DEMO_ISSUER, type Grade, gradeOf } from '../../src/core/card/grade.ts'
import { openSession } from '../../src/core/contract/addresses.ts'
import { callerOf } from '../../src/core/contract/call.ts'
import { readCalibration } from '../../src/core/face/calibration.ts'
import { faceRecipes } from '../../src/core/face/recipes.ts'
import type { Step } from '../../src/core/journey/map.ts'
import { chat as words } from '../../src/core/words/th/chat.ts'
import { faceModelHere } from '../../src/examiner/model-files.ts'
import { residents } from '../../src/simulator/specimen/people.ts'
import { buildPages } from '../build/pages.ts'
import { type ExaminerProcess, startExaminer } from '../dev/examiner-process.ts'
import { type Local, newSecrets, type Service } from '../dev/local.ts'
import { chosenRuntime, startOn } from '../dev/runtimes.ts'
import { optionsOf, stop } from '../options.ts'
import { openBrowser, openPhone } from './browser.ts'
import { citizenOn } from './citizen.ts'
import { signAtCounter } from './counter.ts'
import { check, gradeSeen, scan } from './official.ts'
import { recheckSummary } from './recheck.ts'

const help = `npm run demo -- [--edge] [--json] [--counter] [--calibration FILE] [--person NAME] [--card FACE] [--face FACE]

--edge         runs on workerd with a libSQL server instead of Node with a file
--json         prints one line of figures and nothing else
--counter      the citizen refuses the use of the face, and an officer at the counter reads the real card
--calibration  what npm run calibrate wrote (npm run bench -- calibration --out FILE, without people): the service says match by
               it, and the recheck follows the card's issue
--person       ${residents.map(({ id }) => id).join(', ')}
--card --face  a sample face on the card, another before the camera, such as woodland-2 and woodland-6`
const options = optionsOf(help, {
  edge: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  counter: { type: 'boolean', default: false },
  calibration: { type: 'string' },
  person: { type: 'string' },
  card: { type: 'string' },
  face: { type: 'string' },
})
const { json } = options
const out = 'demo-out'
/** With a calibration, a person of whom there are two different photographs: one on the card, one for the camera. */
const name = options.person ?? (options.calibration ? 'bunma' : residents[0].id)
const person =
  residents.find(({ id }) => id === name) ?? stop(`${name} is not one of the specimen people: --help lists them.`)

const calibrationIn = (file: string): string => {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  if (readCalibration(text)?.recipe !== faceRecipes[faceModelHere()].id)
    return stop(`${file} is no calibration of ${faceModelHere()} as this version has it: npm run calibrate writes one.`)
  return text
}
const calibration = options.calibration && calibrationIn(options.calibration)
/** A random PIN of eight digits, neither a date nor a pattern. */
const pin = () => {
  for (;;) {
    const digits = [...randomBytes(8)].map((byte) => byte % 10).join('')
    if (new Set(digits).size >= 6) return digits
  }
}
const tell = (line: string) => void (json || console.log(line))

/** Prints the conversation as it happens. */
const narrate = (local: Local<Service>) => {
  const { platform } = local.simulator
  let told = 0
  return () => {
    const chat = platform.chat(person.id)
    for (const entry of chat.slice(told)) {
      const content = entry.content as { type: string; text?: string; altText?: string }
      const text = content.text ?? content.altText ?? content.type
      if (entry.from === 'me' || entry.from === 'bot')
        tell(`${entry.from === 'me' ? '                    ▸' : '  พกบัตร'} ${text.replaceAll('\n', ' ')}`)
    }
    told = chat.length
  }
}

/** The citizen's card, as the service describes it to the citizen's phone. */
const cardOf = async (local: Local<Service>) => {
  const idToken = await local.simulator.platform.person(person.id).idToken()
  const call = callerOf((path, request) => fetch(local.service.origin + path, request))
  const answer = await call(openSession, { body: { idToken } })
  return answer.ok ? answer.value.view.card : undefined
}

const run = async () => {
  buildPages()
  mkdirSync(out, { recursive: true })
  const folder = mkdtempSync(join(tmpdir(), 'phokbat-demo-'))
  const logged: string[] = []
  const secrets = await newSecrets()
  const local = await startOn[chosenRuntime(process.argv)]({
    servicePort: 0,
    simulatorPort: 0,
    folder,
    secrets,
    print: (line) => void logged.push(line),
    env: calibration ? { FACE_CALIBRATION: calibration } : {},
  })
  let secondLook: ExaminerProcess | undefined
  const browser = await openBrowser()
  const { context, strayed, refused } = await openPhone(browser)
  const steps: { step: string; ms: number }[] = []
  const narrated = narrate(local)
  const timed = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    const started = performance.now()
    const done = await work()
    const ms = Math.round(performance.now() - started)
    steps.push({ step, ms })
    await local.simulator.platform.settled()
    narrated()
    tell(`${' '.repeat(44)}${step} ${(ms / 1000).toFixed(1)} s`)
    return done
  }

  try {
    const page = await context.newPage()
    const { card: faceOnCard = '', face: faceAtCamera = '' } = options
    const faces = Object.entries({ person: person.id, faceOnCard, faceAtCamera }).filter(([, value]) => value)
    await page.goto(`${local.simulator.origin}/?${new URLSearchParams(faces)}`)
    const secret = pin()
    const citizen = citizenOn(page, { person, pin: secret, shots: out })
    const byOneself = async () => {
      await timed('faceConsent', () => citizen.taps(words.steps.faceConsent.go))
      await citizen.shot('chat-card-front')
      await citizen.taps(words.steps.cardFront.go)
      for (const step of ['cardFront', 'cardBack', 'checkData', 'selfie', 'setPin', 'consent'] satisfies Step[])
        await timed(step, () => citizen.does(step))
    }
    const byCounter = async () => {
      await timed('faceRefused', () => citizen.taps(words.steps.faceConsent.refuse ?? ''))
      await citizen.shot('chat-code')
      const heard = JSON.stringify(local.simulator.platform.received(person.id))
      const code = heard.match(/[A-Z]\d-\d{4}(\d\d)?/)?.[0] ?? ''
      const desk = await openPhone(browser)
      const shot = (at: Page, name: string) => at.screenshot({ path: join(out, `${name}.png`), fullPage: true })
      const counter = { phone: desk.context, service: local.service.origin, shot }
      await timed('counter', () => signAtCounter(counter, code, person))
      strayed.push(...desk.strayed)
      refused.push(...desk.refused)
      await citizen.taps(words.steps.setPin.go)
      for (const step of ['setPin', 'consent'] satisfies Step[]) await timed(step, () => citizen.does(step))
    }
    await timed('follow', async () => {
      await citizen.taps('เพิ่มเพื่อน')
      await citizen.taps(words.welcome.start)
    })
    await citizen.shot('chat-terms')
    await timed('terms', () => citizen.taps(words.steps.terms.go))
    if (options.counter) await byCounter()
    else await byOneself()
    if (calibration) secondLook = startExaminer(local.service.origin, secrets.examinerSecret, () => {}, true)
    await citizen.app.locator('[data-testid=close]').click()
    await local.simulator.platform.settled()
    narrated()
    await page.getByText(words.card.show).last().scrollIntoViewIfNeeded()
    await citizen.shot('chat-card')

    const messages = local.simulator.platform.received(person.id)
    const flex = messages.findLast((message) => message.type === 'flex' && JSON.stringify(message).includes('/show'))
    writeFileSync(join(out, 'card.flex.json'), JSON.stringify(flex, null, 2))

    let verdict = 'none'
    const seen: { grade?: Grade | undefined; looksLike?: Grade | undefined } = {}
    await timed('show', async () => {
      await citizen.taps(words.card.show)
      await citizen.types(secret)
      await citizen.app.locator('[data-testid=live-qr]').waitFor()
      await citizen.shot('show')
    })
    await timed('check', async () => {
      // Of the code alone: beside the citizen's phone the page has the official's, and may be scrolled.
      const address = await scan(await citizen.app.locator('[data-testid=live-qr]').screenshot())
      if (!address) throw new Error('the QR code on the screen could not be read')
      const official = await openPhone(browser)
      const checked = await check(official.context, address)
      verdict = checked.verdict
      const shown = await cardOf(local)
      seen.grade = shown && gradeOf(shown.assurance, DEMO_ISSUER)
      seen.looksLike = await gradeSeen(checked.page)
      await checked.page.screenshot({ path: join(out, 'check.png') })
      strayed.push(...official.strayed)
      refused.push(...official.refused)
    })

    const heard = async () => {
      await local.simulator.platform.settled()
      return JSON.stringify(local.simulator.platform.received(person.id))
    }
    const face = secondLook && (await timed('recheck', () => recheckSummary(logged, heard)))
    if (face) {
      await page.locator('[data-testid=liff-close]').click()
      const said = page.getByText(face.sentence)
      await said.evaluate((bubble) => bubble.scrollIntoView({ block: 'start' }))
      await citizen.shot('chat-second-look')
    }
    const card = await cardOf(local)
    const byIt = face?.score !== undefined && face.reason !== 'not_calibrated'
    const asDecided = !face || (byIt && face.told && card?.assurance.face === (face.rechecked ? 'rechecked' : 'self'))
    const { grade, looksLike } = seen
    // Red when the page's word, sign or ground is another grade's than the signed card's: a card that its holder typed in must
    // not look like one that an officer confirmed.
    const gradeIsShown = grade !== undefined && looksLike === grade && verdict === grade.toUpperCase()
    const photosSent = local.simulator.platform.calls.filter(({ name }) => name === 'content').length
    const result = {
      issued: card !== undefined,
      verdict,
      grade,
      looksLike,
      assurance: card?.assurance,
      ...(options.counter ? { document: card?.assurance.document, face: card?.assurance.face } : { face }),
      steps,
      flexBytes: Buffer.byteLength(JSON.stringify(flex ?? {})),
      photosSent,
      leftTheMachine: strayed.length,
      refusedByPolicy: refused,
    }
    if (json) console.log(JSON.stringify(result))
    else
      tell(
        `\n  issued ${result.issued} · verdict ${verdict}${gradeIsShown ? '' : ` BUT THE CARD IS ${grade} AND LOOKS LIKE ${looksLike}`} · document ${card?.assurance.document} · face ${card?.assurance.face} · Flex ${result.flexBytes} bytes · photos sent ${photosSent}\n  Pictures and the Flex message lie in ${out}/`,
      )
    if (face)
      tell(
        `  by the calibration the selfie was ${face.band} (${face.score}), the examiner ${face.rechecked ? 'rechecked it' : `left it to a person (${face.reason})`}; the chat ${face.told ? 'said so' : 'DID NOT SAY SO'}`,
      )
    return asDecided && result.issued && gradeIsShown && strayed.length === 0 && refused.length === 0
  } catch (error) {
    for (const page of context.pages()) await page.screenshot({ path: join(out, 'failed.png') }).catch(() => {})
    throw error
  } finally {
    await browser.close()
    await secondLook?.close()
    await local.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

run().then(
  (passed) => process.exit(passed ? 0 : 1),
  (error) => {
    console.error(`\nThe demo failed: ${error instanceof Error ? error.message : error}`)
    process.exit(1)
  },
)
