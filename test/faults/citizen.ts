// One citizen in a storm: does what people do, waits as people wait, and complains where the product breaks its word.
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
  /** Virtual ms for each ms of the wall. */
  pace: number
  /** Wall time in ms. */
  lastKill: () => number
}
type Outcome = Pick<Answer, 'status' | 'reason'>
export type Citizen = { user: string; name: string; outcome: string; card: Person }

/** Virtual ms after which an acknowledged act without effect is a complaint, counted anew after each kill: beyond every lease,
 * what is waited for after four attempts, and a clock that was ten minutes ahead when it said so. */
const patience = 20 * 60_000
const jpeg = new Uint8Array([
  0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9,
])

/** `stolen`: somebody else's card, which must end at an officer's counter. */
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
  /** What the service answered last: without it a complaint says nothing. */
  let told = ''
  const complain = (what: string) => void ledger.complaints.push(`${name}: ${what} (${told})`)

  /** A session may have ended, the clock may have jumped: sign in as the mini-app does. */
  const signedIn = async <A extends Outcome>(ask: () => Promise<A>): Promise<A> => {
    for (let tries = 0; tries < 20; tries++) {
      const answer = await ask()
      if (answer.status !== 401) return answer
      const again = phoneOf(context.service, await line.idToken(), context.fetcher)
      await again.signIn()
      phone.useToken(again.token())
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
  /** Says something until the service has acknowledged it. */
  const heard = async (act: () => Promise<unknown>) => {
    const before = acked()
    while (acked() === before) await act()
  }
  /** Until `there`, as long as anything may take. */
  const until = async (there: (step: string) => boolean, what: string): Promise<string> => {
    const since = Date.now()
    for (;;) {
      const step = await stepNow()
      if (there(step)) return step
      if (Date.now() - Math.max(since, context.lastKill()) > patience / pace) {
        complain(`${what}, and is still at ${step}`)
        return step
      }
      await sleep(120)
    }
  }

  /** A try whose process died before it was compared stays counted: after five of them people wait as they are told. */
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
    told = `${to}: ${answer.status} ${answer.reason ?? ''}`
    act.acked = answer.status === 200 && answer.view.step === to
    return answer
  }
  const byChat = async (from: string, to: string, data: string) => {
    ledger.acts.push({ user: userId, from, to, acked: true })
    await heard(() => line.taps({ data }))
    await until((step) => step !== from, `tapped ${data} at ${from}`)
  }

  /** Nothing of this moves the journey; all of it is answered. */
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

  /** Asks for help while the phone goes on: both must count, in whichever order. */
  const detour = async (from: string) => {
    ledger.acts.push({ user: userId, from, to: 'inPerson', acked: true })
    await heard(() => line.says('ช่วยด้วย'))
    await until((step) => step === 'inPerson', `asked for help at ${from}`)
    await heard(() => line.says('ทำต่อ'))
    await until((step) => step !== 'inPerson', 'wanted to go on alone')
  }

  const afterwards = async () => {
    for (const frozen of [true, false])
      await unlocked(() => phone.post(frozen ? '/freeze' : '/unfreeze', { pin: me.pin }))
    const wish = { pin: me.pin, scope: 'name', minutes: 15, once: false, unmasked: false }
    const made = await unlocked(() => phone.post('/shares', wish))
    const secret = /[\w-]{22}$/.exec(String(made.body.url))?.[0]
    if (secret) await context.fetcher(`${context.service}/api/shares/${secret}`, { method: 'POST', body: '{}' })
  }

  const next: Record<string, () => Promise<unknown>> = {
    terms: () =>
      chance.yes(0.6)
        ? byChat('terms', 'faceConsent', 'termsAccepted@terms')
        : byPhone('terms', 'faceConsent', () => phone.terms()),
    faceConsent: () =>
      chance.yes(0.6)
        ? byChat('faceConsent', 'cardFront', 'faceAgreed@faceConsent')
        : byPhone('faceConsent', 'cardFront', () => phone.face()),
    cardFront: () => byPhone('cardFront', 'cardBack', () => phone.front()),
    cardBack: () => byPhone('cardBack', 'checkData', () => phone.back()),
    checkData: () => byPhone('checkData', 'selfie', () => phone.data(me)),
    register: () => until((step) => step !== 'register', 'waits for the register'),
    selfie: () => byPhone('selfie', 'setPin', () => phone.selfie({}, (ms) => sleep((1.05 * ms) / pace))),
    setPin: () => byPhone('setPin', 'consent', () => phone.pin(me.pin)),
    consent: () => byPhone('consent', 'issued', () => phone.sign(me.pin)),
  }

  await heard(() => line.follows())
  await phone.signIn()
  if (chance.yes(0.5)) await heard(() => line.says('ลงทะเบียน'))
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
