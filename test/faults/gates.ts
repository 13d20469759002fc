// The three gates of a fault run: LINE → service, service → LINE, service → database.
import { signBody } from '../../src/simulator/line/deliver.ts'
import { type ConnectionFault, type Gate, type GateAnswer, type GateRequest, openGate, pass } from '../kit/gate.ts'
import type { ServiceUnderTest } from '../kit/service-under-test.ts'
import { sleep } from './chance.ts'
import type { Boundary, Faults, KillMoment } from './faults.ts'
import type { Ledger } from './ledger.ts'

export type GateContext = { faults: Faults; ledger: Ledger; serviceUnderTest: () => ServiceUnderTest }

/** ms within which a kill `during` a request happens. */
const killWithin = 12

/** A kill happens only while the process is up. */
const killFor = ({ faults, serviceUnderTest }: GateContext, where: Boundary) =>
  serviceUnderTest().up ? faults.killAt(where) : undefined

const applyKill = ({ serviceUnderTest }: GateContext, kill: KillMoment | undefined): ConnectionFault => {
  if (kill === 'before') serviceUnderTest().kill()
  if (kill === 'during') setTimeout(() => serviceUnderTest().kill(), Math.random() * killWithin)
  return kill === 'before' ? { before: 'cut' } : {}
}

/** Forwards a request with this fault, and kills the service if the faults say so. */
const through = async (
  context: GateContext,
  where: Boundary,
  to: string,
  incoming: GateRequest,
  connectionFault: ConnectionFault,
  onAnswer = ignore,
) => {
  const kill = killFor(context, where)
  const fault = applyKill(context, kill)
  const outcome = await pass(to, incoming, fault.before ? fault : connectionFault, onAnswer)
  if (kill !== 'after') return outcome
  context.serviceUnderTest().kill()
  return 'cut'
}
const ignore = (_: GateAnswer) => {}

const isOk = ({ status }: GateAnswer) => status >= 200 && status < 300

/** service → LINE. */
export const openLineGate = (context: GateContext, simulator: () => string): Promise<Gate> =>
  openGate((incoming) => {
    const how = /\/message\/(reply|push)$/.exec(incoming.path)?.[1] as 'reply' | 'push' | undefined
    const { ledger, faults, serviceUnderTest } = context
    const onAnswer = (answer: GateAnswer) => {
      const kills = serviceUnderTest().kills
      const cuts = cutsSoFar(faults)
      const key =
        how === 'reply' ? JSON.parse(incoming.body.toString()).replyToken : String(incoming.headers['x-line-retry-key'])
      if (how && isOk(answer)) ledger.taken.push({ how, key, told: false, seq: ledger.taken.length, kills, cuts })
      if (answer.status === 400 && !/Invalid reply token/.test(answer.body.toString()))
        ledger.refusals.push(`${incoming.path} ${answer.body.toString().slice(0, 300)}`)
    }
    return through(context, 'line', simulator(), incoming, faults.line(how === 'push'), onAnswer)
  })

const cutsSoFar = ({ counts }: Faults) =>
  Object.entries(counts).reduce((sum, [name, n]) => (name.startsWith('database cut') ? sum + n : sum), 0)

/** service → database: Hrana over HTTP. */
export const openDatabaseGate = (context: GateContext, database: string): Promise<Gate> =>
  openGate((incoming) => through(context, 'database', database, incoming, context.faults.database()))

type Body = { destination: string; events: { webhookEventId: string; deliveryContext?: object }[] }
type Event = Body['events'][number] & {
  type: string
  replyToken?: string
  timestamp: number
  source: { userId: string }
  message?: { id: string }
  unsend?: { messageId: string }
}

/** LINE → service. Redelivers events until they are acknowledged, as LINE does. `secret` signs changed bodies. */
export const openWebhookGate = (context: GateContext, service: () => string, secret: string): Promise<Gate> => {
  const { faults, ledger } = context
  const deliver = async (incoming: GateRequest, events: Event[]): Promise<boolean> => {
    const outcome = await through(context, 'webhook', service(), incoming, {}).catch(() => 'cut' as const)
    if (typeof outcome === 'string' || !isOk(outcome)) return false
    for (const { webhookEventId } of events) ledger.events.get(webhookEventId)!.acked = true
    return true
  }
  const redelivery = async (incoming: GateRequest, body: Body): Promise<GateRequest> => {
    const events = body.events.map((event) => ({ ...event, deliveryContext: { isRedelivery: true } }))
    const bytes = Buffer.from(JSON.stringify({ ...body, events }))
    const signature = await signBody(secret, new Uint8Array(bytes))
    return { ...incoming, body: bytes, headers: { ...incoming.headers, 'x-line-signature': signature } }
  }
  const untilAcked = async (incoming: GateRequest, body: Body) => {
    const events = body.events as Event[]
    if (await deliver(incoming, events)) return
    const redelivered = await redelivery(incoming, body)
    do await sleep(100)
    while (!(await deliver(redelivered, events)))
  }
  return openGate(async (incoming) => {
    const body = JSON.parse(incoming.body.toString()) as Body
    for (const { webhookEventId: id, source, type, replyToken, timestamp, message, unsend } of body.events as Event[]) {
      const messageId = message?.id ?? unsend?.messageId
      ledger.events.set(id, {
        id,
        user: source.userId,
        type,
        token: replyToken,
        messageId,
        at: timestamp,
        acked: false,
      })
    }
    const { drop, double, delay, again: later } = faults.webhook()
    if (drop) return { status: 200, body: Buffer.from('{}') }
    await sleep(delay)
    await Promise.all([untilAcked(incoming, body), ...(double ? [deliver(incoming, body.events as Event[])] : [])])
    if (later) void sleep(500).then(async () => deliver(await redelivery(incoming, body), body.events as Event[]))
    return { status: 200, body: Buffer.from('{}') }
  })
}

/** A phone's requests: repeated unchanged until there is an answer below 500. */
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
