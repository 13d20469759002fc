// One citizen in a fault run: acts and waits like a person, and complains if the product breaks a promise.
import { buttonData } from '../../src/core/chat/button.ts'
import type { Simulator } from '../../src/simulator/simulator.ts'
import { openAccount, randomPerson } from '../kit/people/crowd.ts'
import type { Person } from '../kit/people/people.ts'
import { type Answer, phoneOf } from '../kit/phone.ts'
import { type Chance, sleep } from './chance.ts'
import type { Ledger } from './ledger.ts'

export type RunContext = {
  simulator: Simulator
  service: string
  ledger: Ledger
  fetcher: typeof fetch
  /** Virtual ms per ms of real time. */
  pace: number
  /** Real time of the last kill in ms. */
  lastKill: () => number
}
type Outcome = Pick<Answer, 'status' | 'reason'>
export type Citizen = { user: string; name: string; outcome: string; card: Person }

/**
 * Virtual ms after which an acknowledged act without effect is a complaint, counted anew after each kill: longer than
 * every lease, than the wait after four attempts, and than a due time set by a clock that was ten minutes ahead.
 */
const patience = 20 * 60_000
const jpeg = new Uint8Array([
  0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9,
])

/** `stolen`: another person's card; this citizen must end at an officer's counter. */
export const runCitizen = async (
  context: RunContext,
  chance: Chance,
  name: string,
  stolen?: Person,
): Promise<Citizen> => {
  const { ledger, simulator, pace } = context
  const userId = await openAccount(simulator.origin, name)
  const own = randomPerson(chance.below, name)
  const me = stolen ? { ...own, card: stolen.card } : own
  const line = simulator.platform.person(name)
  const phone = phoneOf(context.service, await line.idToken(), context.fetcher)
  /** The service's latest answer, for the complaint. */
  let latestAnswer = ''
  const complain = (what: string) => void ledger.complaints.push(`${name}: ${what} (${latestAnswer})`)

  /** Signs in again, as the mini-app does, if the session has expired or the clock has jumped. */
  const signedIn = async <A extends Outcome>(ask: () => Promise<A>): Promise<A> => {
    for (let tries = 0; tries < 20; tries++) {
      const answer = await ask()
      if (answer.status !== 401) return answer
      const newPhone = phoneOf(context.service, await line.idToken(), context.fetcher)
      await newPhone.signIn()
      phone.useToken(newPhone.token())
    }
    throw new Error(`${name} cannot sign in`)
  }
  const view = async () => {
    const { status, reason, view } = await signedIn(() => phone.get('/me'))
    if (status !== 200) throw new Error(`is told ${status} ${reason} instead of where they are`)
    return view
  }
  const stepNow = async () => (await view()).step

  const acked = () => [...ledger.events.values()].filter((event) => event.user === userId && event.acked).length
  /** Repeats a message until the service has acknowledged it. */
  const sayUntilAcked = async (act: () => Promise<unknown>) => {
    const before = acked()
    while (acked() === before) await act()
  }
  /** Waits for a step, at most for the patience. */
  const until = async (arrived: (step: string) => boolean, what: string): Promise<string> => {
    const since = Date.now()
    for (;;) {
      const step = await stepNow()
      if (arrived(step)) return step
      if (Date.now() - Math.max(since, context.lastKill()) > patience / pace) {
        complain(`${what}, and is still at ${step}`)
        return step
      }
      await sleep(120)
    }
  }

  /**
   * An attempt counts even if its process died before comparing the PIN.
   * After five of them people wait out the lockout.
   */
  const unlocked = async <A extends Outcome>(ask: () => Promise<A>): Promise<A> => {
    const since = Date.now()
    for (;;) {
      const answer = await signedIn(ask)
      if (answer.reason !== 'locked' || Date.now() - since > patience / pace) return answer
      await sleep(500)
    }
  }
  const byPhone = async (from: string, to: string, ask: () => Promise<Answer>) => {
    const act = { user: userId, from, to, acked: false }
    ledger.acts.push(act)
    const answer = await unlocked(ask)
    latestAnswer = `${to}: ${answer.status} ${answer.reason ?? ''}`
    act.acked = answer.status === 200 && answer.view.step === to
    return answer
  }
  const byChat = async (from: string, to: string, data: string) => {
    ledger.acts.push({ user: userId, from, to, acked: true })
    await sayUntilAcked(() => line.taps({ data }))
    await until((step) => step !== from, `tapped ${data} at ${from}`)
  }

  /** Messages that do not move the journey but are answered. */
  const chatter = () =>
    chance.pick([
      () => line.says('สวัสดี'),
      () => line.says('English'),
      () => line.says('ภาษาไทย'),
      () => line.says('ช่างเป็นวันที่อากาศดี'),
      () => line.sticker(),
      () => line.says('ทำต่อ'),
    ])

  const photo = async () => {
    const [entry] = await line.sendsPhoto(jpeg)
    if (chance.yes(0.4) && entry) return void (await line.unsends(entry.id))
    const photos = (await view()).photos
    for (const { id } of photos) await signedIn(() => phone.delete(`/photos/${id}`))
  }

  /** Asks for help while the phone continues: both must take effect, in any order. */
  const detour = async (from: string) => {
    ledger.acts.push({ user: userId, from, to: 'inPerson', acked: true })
    await sayUntilAcked(() => line.says('ช่วยด้วย'))
    await until((step) => step === 'inPerson', `asked for help at ${from}`)
    await sayUntilAcked(() => line.says('ทำต่อ'))
    await until((step) => step !== 'inPerson', 'wanted to go on alone')
  }

  const afterwards = async () => {
    await signedIn(() => phone.post('/freeze'))
    await unlocked(() => phone.post('/unfreeze', { pin: me.pin }))
    const options = { pin: me.pin, scope: 'name', minutes: 15, once: false, unmasked: false }
    const created = await unlocked(() => phone.post('/shares', options))
    const secret = /[\w-]{22}$/.exec(String(created.body.url))?.[0]
    if (secret) await context.fetcher(`${context.service}/api/shares/${secret}`, { method: 'POST', body: '{}' })
  }

  const next: Record<string, () => Promise<unknown>> = {
    terms: () =>
      chance.yes(0.6)
        ? byChat('terms', 'faceConsent', buttonData({ event: 'termsAccepted', at: 'terms' }))
        : byPhone('terms', 'faceConsent', () => phone.terms()),
    faceConsent: () =>
      chance.yes(0.6)
        ? byChat('faceConsent', 'cardFront', buttonData({ event: 'faceAgreed', at: 'faceConsent' }))
        : byPhone('faceConsent', 'cardFront', () => phone.face()),
    cardFront: () => byPhone('cardFront', 'cardBack', () => phone.front()),
    cardBack: () => byPhone('cardBack', 'checkData', () => phone.back()),
    checkData: () => byPhone('checkData', 'selfie', () => phone.data(me)),
    register: () => until((step) => step !== 'register', 'waits for the register'),
    selfie: () => byPhone('selfie', 'setPin', () => phone.selfie({}, (ms) => sleep((1.05 * ms) / pace))),
    setPin: () => byPhone('setPin', 'consent', () => phone.pin(me.pin)),
    consent: () => byPhone('consent', 'issued', () => phone.sign(me.pin)),
  }

  await sayUntilAcked(() => line.follows())
  await phone.signIn()
  if (chance.yes(0.5)) await sayUntilAcked(() => line.says('ลงทะเบียน'))
  for (let moves = 0; ; moves++) {
    const step = await stepNow()
    if (step === 'issued') {
      if (stolen) complain('got a card for a number that is somebody else’s')
      await afterwards()
      if (!chance.yes(0.2)) return { user: userId, name, outcome: 'issued', card: me }
      await byPhone('issued', 'inPerson', () => phone.post('/withdraw-face', { confirmed: true, pin: me.pin }))
      await until((step) => step === 'inPerson', 'took back the consent to the face')
      return { user: userId, name, outcome: 'withdrew', card: me }
    }
    if (step === 'inPerson') return { user: userId, name, outcome: `inPerson: ${(await view()).caseReason}`, card: me }
    const act = next[step]
    if (!act || moves > 60) {
      complain(`cannot get on from ${step}`)
      return { user: userId, name, outcome: `stuck at ${step}`, card: me }
    }
    if (chance.yes(0.08) && step !== 'register') await detour(step)
    else if (step === 'cardFront' && chance.yes(0.3)) await Promise.all([photo(), chatter()()])
    else if (chance.yes(0.25)) await Promise.all([act(), chatter()()])
    else await act()
  }
}
