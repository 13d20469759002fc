// `npm run demo`: a citizen registers and an official checks the card, through the real chat, mini-app, reading and face check.
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Step } from '../src/core/journey/map.ts'
import type { View } from '../src/core/journey/view.ts'
import { chat as words } from '../src/core/words/th/chat.ts'
import { residents } from '../src/simulator/specimen/people.ts'
import { openBrowser, openPhone } from './demo/browser.ts'
import { citizenOn } from './demo/citizen.ts'
import { check, scan } from './demo/official.ts'
import { type Local, newSecrets, type Service } from './local.ts'
import { buildPages } from './pages.ts'
import { chosenRuntime, startOn } from './runtimes.ts'

const json = process.argv.includes('--json')
const out = 'demo-out'
const person = residents[0]
/** Eight digits that are no date and no pattern; a new one for every demo. */
const pin = () => {
  for (;;) {
    const digits = [...randomBytes(8)].map((byte) => byte % 10).join('')
    if (new Set(digits).size >= 6) return digits
  }
}
const tell = (line: string) => console.log(line)

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

/** The citizen's card, as the service tells the citizen's own phone. */
const cardOf = async (local: Local<Service>) => {
  const idToken = await local.simulator.platform.person(person.id).idToken()
  const answer = await fetch(`${local.service.origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ idToken }),
  })
  return ((await answer.json()) as { view?: View }).view?.card
}

const run = async () => {
  buildPages()
  mkdirSync(out, { recursive: true })
  const folder = mkdtempSync(join(tmpdir(), 'phokbat-demo-'))
  const local = await startOn[chosenRuntime(process.argv)]({
    servicePort: 0,
    simulatorPort: 0,
    folder,
    secrets: await newSecrets(),
    quiet: true,
  })
  const browser = await openBrowser()
  const { context, strayed, refused } = await openPhone(browser)
  const steps: { step: string; ms: number }[] = []
  const narrated = narrate(local)
  const timed = async (step: string, work: () => Promise<unknown>) => {
    const started = performance.now()
    await work()
    const ms = Math.round(performance.now() - started)
    steps.push({ step, ms })
    await local.simulator.platform.settled()
    narrated()
    tell(`${' '.repeat(44)}${step} ${(ms / 1000).toFixed(1)} s`)
  }

  try {
    const page = await context.newPage()
    await page.goto(local.simulator.origin)
    const secret = pin()
    const citizen = citizenOn(page, { person, pin: secret, shots: out })
    await timed('follow', async () => {
      await citizen.taps('เพิ่มเพื่อน')
      await citizen.taps(words.welcome.start)
    })
    await citizen.shot('chat-terms')
    await timed('terms', () => citizen.taps(words.steps.terms.go))
    await timed('faceConsent', () => citizen.taps(words.steps.faceConsent.go))
    await citizen.shot('chat-card-front')
    await citizen.taps(words.steps.cardFront.go)
    for (const step of ['cardFront', 'cardBack', 'checkData', 'selfie', 'setPin', 'consent'] satisfies Step[])
      await timed(step, () => citizen.does(step))
    await citizen.app.locator('[data-testid=close]').click()
    await local.simulator.platform.settled()
    narrated()
    await page.getByText(words.card.show).last().scrollIntoViewIfNeeded()
    await citizen.shot('chat-card')

    const messages = local.simulator.platform.received(person.id)
    const flex = messages.findLast((message) => message.type === 'flex' && JSON.stringify(message).includes('/show'))
    writeFileSync(join(out, 'card.flex.json'), JSON.stringify(flex, null, 2))

    let verdict = 'none'
    await timed('show', async () => {
      await citizen.taps(words.card.show)
      await citizen.types(secret)
      await citizen.app.locator('[data-testid=live-qr]').waitFor()
      await citizen.shot('show')
    })
    await timed('check', async () => {
      const address = await scan(await page.screenshot())
      if (!address) throw new Error('the QR code on the screen could not be read')
      const official = await openPhone(browser)
      const checked = await check(official.context, address)
      verdict = checked.verdict
      await checked.page.screenshot({ path: join(out, 'check.png') })
      strayed.push(...official.strayed)
      refused.push(...official.refused)
    })

    const card = await cardOf(local)
    const photosSent = local.simulator.platform.calls.filter(({ name }) => name === 'content').length
    const result = {
      issued: card !== undefined,
      verdict,
      assurance: card?.assurance,
      steps,
      flexBytes: Buffer.byteLength(JSON.stringify(flex ?? {})),
      photosSent,
      leftTheMachine: strayed.length,
      refusedByPolicy: refused,
    }
    if (json) tell(JSON.stringify(result))
    else
      tell(
        `\n  issued ${result.issued} · verdict ${verdict} · document ${card?.assurance.document} · face ${card?.assurance.face} · Flex ${result.flexBytes} bytes · photos sent ${photosSent}\n  Pictures and the Flex message lie in ${out}/`,
      )
    return result.issued && verdict === 'VALID' && strayed.length === 0 && refused.length === 0
  } catch (error) {
    for (const page of context.pages()) await page.screenshot({ path: join(out, 'failed.png') }).catch(() => {})
    throw error
  } finally {
    await browser.close()
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
