// One citizen under load: the whole registration, chat and mini-app, with the pauses of somebody who reads.
import type { Simulator } from '../../src/simulator/simulator.ts'
import { openAccount, randomPerson } from '../../test/kit/people/crowd.ts'
import { type Answer, phoneOf } from '../../test/kit/phone.ts'

export type LoadFigures = {
  /** ms until the service answered LINE. */
  acks: number[]
  /** ms until the service answered the phone, by what was asked. */
  answers: Map<string, number[]>
  errors: Map<string, number>
}
export type LoadContext = { simulator: Simulator; origin: string; measured: LoadFigures; picture: Uint8Array }

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Registers and waits for the card in the chat. `thinkMs`: what is thought between two acts, half to one and a half of it. */
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
  const phone = phoneOf(origin, await line.idToken(), timed)
  const think = () => pause(thinkMs * (0.5 + Math.random()))
  const fault = (what: string) => void measured.errors.set(what, (measured.errors.get(what) ?? 0) + 1)

  const chat = async (act: () => Promise<unknown>) => {
    const from = performance.now()
    await act()
    measured.acks.push(performance.now() - from)
    await think()
  }
  const asks = async (ask: () => Promise<Answer>, what: string): Promise<Answer> => {
    const answer = await ask()
    if (answer.status !== 200) fault(`${what}: ${answer.status} ${answer.reason}`)
    await think()
    return answer
  }
  /** The chat answers when it has worked the tap; a person waits for that. */
  const reached = async (step: string) => {
    for (let looks = 0; looks < 12; looks++) {
      if ((await asks(() => phone.get('/me'), 'me')).view.step === step) return
      await pause(250)
    }
    fault(`never came to ${step}`)
  }

  await chat(() => line.follows())
  await chat(() => line.says('ลงทะเบียน'))
  await chat(() => line.taps({ data: 'termsAccepted@terms' }))
  await asks(() => phone.signIn(), 'session')
  await reached('faceConsent')
  await chat(() => line.taps({ data: 'faceAgreed@faceConsent' }))
  await reached('cardFront')
  await asks(() => phone.front(), 'front')
  await asks(() => phone.back(), 'back')
  await asks(() => phone.data(me), 'data')
  // A camera's clock goes on while the service is slow to answer.
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
