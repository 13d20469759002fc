// One simulated citizen of the load test: the whole registration in chat and mini-app, with pauses for reading.

import { createHash } from 'node:crypto'
import { buttonData } from '../../src/core/chat/button.ts'
import type { Simulator } from '../../src/simulator/simulator.ts'
import { openAccount, randomPerson } from '../../test/kit/people/crowd.ts'
import { type Answer, phoneOf, type Stretch } from '../../test/kit/phone.ts'

export type LoadFigures = {
  /** ms until the service acknowledged each webhook. */
  acks: number[]
  /** ms until the service answered the mini-app, by path. */
  answers: Map<string, number[]>
  errors: Map<string, number>
}
export type LoadContext = { simulator: Simulator; origin: string; measured: LoadFigures; picture: Uint8Array }

/** Stands for scrypt: the processors of the phones are no part of what is measured here. */
const cheapStretch: Stretch = async (pin, { salt }) => createHash('sha256').update(`${pin} ${salt}`).digest('base64url')

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Registers one citizen. True when the card was issued. `thinkMs`: mean pause between two actions; each is 50 to 150 % of it. */
export const enrol = async (stage: LoadContext, name: string, thinkMs: number): Promise<boolean> => {
  const { simulator, origin, measured, picture } = stage
  await openAccount(simulator.origin, name)
  const me = randomPerson((n) => Math.floor(Math.random() * n), name)
  const line = simulator.platform.person(name)
  const timed: typeof fetch = async (input, init) => {
    const from = performance.now()
    const answer = await fetch(input, init)
    const path = new URL(String(input)).pathname
    const known = measured.answers.get(path)
    if (known) known.push(performance.now() - from)
    else measured.answers.set(path, [performance.now() - from])
    return answer
  }
  const phone = phoneOf(origin, await line.idToken(), timed, undefined, undefined, cheapStretch)
  const think = () => pause(thinkMs * (0.5 + Math.random()))
  const fault = (what: string) => void measured.errors.set(what, (measured.errors.get(what) ?? 0) + 1)

  const chat = async (act: () => Promise<unknown>) => {
    const from = performance.now()
    await act()
    measured.acks.push(performance.now() - from)
    await think()
  }
  const asks = async <A extends Pick<Answer, 'status' | 'reason'>>(ask: () => Promise<A>, what: string): Promise<A> => {
    const answer = await ask()
    if (answer.status !== 200) fault(`${what}: ${answer.status} ${answer.reason}`)
    await think()
    return answer
  }
  /** Polls until the citizen is at the step: the service works on a tap after it acknowledged the webhook. Gives up after 12 tries. */
  const reached = async (step: string) => {
    for (let looks = 0; looks < 12; looks++) {
      if ((await asks(() => phone.get('/me'), 'me')).view.step === step) return
      await pause(250)
    }
    fault(`never came to ${step}`)
  }

  await chat(() => line.follows())
  await chat(() => line.says('ลงทะเบียน'))
  await chat(() => line.taps({ data: buttonData({ event: 'termsAccepted', at: 'terms' }) }))
  await asks(() => phone.signIn(), 'session')
  await reached('faceConsent')
  await chat(() => line.taps({ data: buttonData({ event: 'faceAgreed', at: 'faceConsent' }) }))
  await reached('cardFront')
  await asks(() => phone.front(), 'front')
  await asks(() => phone.back(), 'back')
  await asks(() => phone.data(me), 'data')
  await reached('selfie')
  // The camera's time includes the time that the service took to answer.
  let shown = performance.now()
  const waited = async (ms: number) => {
    await pause(ms + 20)
    const from = shown
    shown = performance.now()
    return shown - from
  }
  await asks(() => phone.selfie({ picture }, waited), 'selfie')
  await asks(() => phone.pin(me.pin), 'pin')
  const { view } = await asks(() => phone.sign(me.pin), 'consent')
  if (view.step !== 'issued') fault(`ended at ${view.step}`)
  return view.step === 'issued'
}
