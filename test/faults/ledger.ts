// What was promised outside the service: webhooks that it acknowledged, messages that LINE took, acts that it answered.

/** One webhook event by its id. `acked`: the service answered 2xx at least once, and LINE would not send it again. */
export type HeardEvent = {
  id: string
  user: string
  type: string
  token?: string
  at: number
  acked: boolean
}
/** One message that LINE took. `told`: the service has seen the answer. `kills`, `cuts`: how many there were by then. */
export type AcceptedMessage = {
  how: 'reply' | 'push'
  key: string
  told: boolean
  seq: number
  kills: number
  cuts: number
}
/** What a citizen did to move on, whether asked once or again and again until there was an answer. */
export type CitizenAct = { user: string; from: string; to: string; acked: boolean }

export type Ledger = {
  events: Map<string, HeardEvent>
  taken: AcceptedMessage[]
  refusals: string[]
  acts: CitizenAct[]
  /** Seen by a citizen: an acknowledged act without effect, a dead end. */
  complaints: string[]
}
export const newLedger = (): Ledger => ({ events: new Map(), taken: [], refusals: [], acts: [], complaints: [] })
