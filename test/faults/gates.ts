// The three ways on which the storm sits: LINE → service, service → LINE, service → database.
import { signBody } from '../../src/simulator/line/deliver.ts'
import type { ServiceUnderTest } from '../kit/service-under-test.ts'
import { sleep } from './chance.ts'
import type { Boundary, Faults, KillMoment } from './faults.ts'
import { type Answer, type ConnectionFault, type Gate, type GateRequest, openGate, pass } from './gate.ts'
import type { Ledger } from './ledger.ts'

export type GateContext = { faults: Faults; ledger: Ledger; serviceUnderTest: () => ServiceUnderTest }

/** ms within which a blow `during` falls. */
const soon = 12

/** Nobody dies twice: a blow waits for a process that is up. */
const killFor = ({ faults, serviceUnderTest }: GateContext, where: Boundary) =>
  serviceUnderTest().up ? faults.killAt(where) : undefined

const applyKill = ({ serviceUnderTest }: GateContext, kill: KillMoment | undefined): ConnectionFault => {
  if (kill === 'before') serviceUnderTest().kill()
  if (kill === 'during') setTimeout(() => serviceUnderTest().kill(), Math.random() * soon)
  return kill === 'before' ? { before: 'cut' } : {}
}

/** Passes on under this trouble, with a blow where the weather wants one. */
const through = async (
  context: GateContext,
  where: Boundary,
  to: string,
  passing: GateRequest,
  trouble: ConnectionFault,
  seen = noted,
) => {
  const kill = killFor(context, where)
  const fault = applyKill(context, kill)
  const outcome = await pass(to, passing, fault.before ? fault : trouble, seen)
  if (kill !== 'after') return outcome
  context.serviceUnderTest().kill()
  return 'cut'
}
const noted = (_: Answer) => {}

const isOk = ({ status }: Answer) => status >= 200 && status < 300

/** service → LINE. */
export const openLineGate = (context: GateContext, simulator: () => string): Promise<Gate> =>
  openGate((passing) => {
    const how = /\/message\/(reply|push)$/.exec(passing.path)?.[1] as 'reply' | 'push' | undefined
    const { ledger, faults, serviceUnderTest } = context
    const seen = (answer: Answer) => {
      const kills = serviceUnderTest().kills
      const cuts = cutsSoFar(faults)
      const key =
        how === 'reply' ? JSON.parse(passing.body.toString()).replyToken : String(passing.headers['x-line-retry-key'])
      if (how && isOk(answer)) ledger.taken.push({ how, key, told: false, seq: ledger.taken.length, kills, cuts })
      if (answer.status === 400 && !/Invalid reply token/.test(answer.body.toString()))
        ledger.refusals.push(`${passing.path} ${answer.body.toString().slice(0, 300)}`)
    }
    return through(context, 'line', simulator(), passing, faults.line(how === 'push'), seen)
  })

const cutsSoFar = ({ counts }: Faults) =>
  Object.entries(counts).reduce((sum, [name, n]) => (name.startsWith('database cut') ? sum + n : sum), 0)

/** service → database: Hrana over HTTP. */
export const openDatabaseGate = (context: GateContext, database: string): Promise<Gate> =>
  openGate((passing) => through(context, 'database', database, passing, context.faults.database()))

type Body = { destination: string; events: { webhookEventId: string; deliveryContext?: object }[] }
type Event = Body['events'][number] & {
  type: string
  replyToken?: string
  timestamp: number
  source: { userId: string }
}

/** LINE → service. Redelivers what was not acknowledged until it is, as LINE does; `secret` signs what it changes. */
export const openWebhookGate = (context: GateContext, service: () => string, secret: string): Promise<Gate> => {
  const { faults, ledger } = context
  const once = async (passing: GateRequest, events: Event[]): Promise<boolean> => {
    const outcome = await through(context, 'webhook', service(), passing, {}).catch(() => 'cut' as const)
    if (typeof outcome === 'string' || !isOk(outcome)) return false
    for (const { webhookEventId } of events) ledger.events.get(webhookEventId)!.acked = true
    return true
  }
  const again = async (passing: GateRequest, body: Body): Promise<GateRequest> => {
    const events = body.events.map((event) => ({ ...event, deliveryContext: { isRedelivery: true } }))
    const bytes = Buffer.from(JSON.stringify({ ...body, events }))
    const signature = await signBody(secret, new Uint8Array(bytes))
    return { ...passing, body: bytes, headers: { ...passing.headers, 'x-line-signature': signature } }
  }
  const untilAcked = async (passing: GateRequest, body: Body) => {
    const events = body.events as Event[]
    if (await once(passing, events)) return
    const redelivered = await again(passing, body)
    do await sleep(100)
    while (!(await once(redelivered, events)))
  }
  return openGate(async (passing) => {
    const body = JSON.parse(passing.body.toString()) as Body
    for (const { webhookEventId: id, source, type, replyToken, timestamp } of body.events as Event[])
      ledger.events.set(id, { id, user: source.userId, type, token: replyToken, at: timestamp, acked: false })
    const { drop, double, delay, again: later } = faults.webhook()
    if (drop) return { status: 200, body: Buffer.from('{}') }
    await sleep(delay)
    await Promise.all([untilAcked(passing, body), ...(double ? [once(passing, body.events as Event[])] : [])])
    if (later) void sleep(500).then(async () => once(await again(passing, body), body.events as Event[]))
    return { status: 200, body: Buffer.from('{}') }
  })
}

/** A phone's requests: sent again, unchanged, until there is an answer that is not our trouble. */
export const retryingFetch =
  (context: GateContext): typeof fetch =>
  async (input, init) => {
    for (let tries = 0; ; tries++) {
      const kill = killFor(context, 'phone')
      if (kill) applyKill(context, kill)
      const response = kill === 'before' ? undefined : await fetch(input, init).catch(() => undefined)
      const body = await response?.arrayBuffer().catch(() => undefined)
      if (kill === 'after') context.serviceUnderTest().kill()
      if (response && body && response.status < 500 && kill !== 'after') return new Response(body, response)
      if (response && response.status === 500) context.faults.count('API 500')
      if (tries > 600) throw new Error(`no answer to ${init?.method} ${input}`)
      await sleep(100)
    }
  }
