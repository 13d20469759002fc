// The ledger of promises seen outside the service: acknowledged webhooks, messages that LINE accepted, answered acts.

/** One webhook event. `acked`: the service answered 2xx at least once, so LINE does not send it again. */
export type HeardEvent = {
  id: string
  user: string
  type: string
  token?: string
  /** The message that was sent, or unsent. */
  messageId?: string
  at: number
  acked: boolean
}
/** One message that LINE accepted. `told`: the service saw the answer. `kills`, `cuts`: how many there were by then. */
export type AcceptedMessage = {
  how: 'reply' | 'push'
  key: string
  told: boolean
  seq: number
  kills: number
  cuts: number
}
/** One act of a citizen that moves the journey, whether it was sent once or repeated until there was an answer. */
export type CitizenAct = { user: string; from: string; to: string; acked: boolean }

export type Ledger = {
  events: Map<string, HeardEvent>
  taken: AcceptedMessage[]
  refusals: string[]
  acts: CitizenAct[]
  /** Broken promises that a citizen saw: an acknowledged act without effect, a dead end. */
  complaints: string[]
}
export const newLedger = (): Ledger => ({ events: new Map(), taken: [], refusals: [], acts: [], complaints: [] })
