// Measures the Worker's CPU time for the requests of LINE, a holder and an official, one after the other: CPU is what Cloudflare bills.
import { tokenFromFragment } from '../../src/core/card/token.ts'
import { reportCheck } from '../../src/core/contract/addresses.ts'
import { callerOf } from '../../src/core/contract/call.ts'
import { STATUS_PATH } from '../../src/core/inspection/status-token.ts'
import { digestOf } from '../../src/verifier/digest.ts'
import type { Edge } from './edge.ts'
import { webhookRequest } from './webhook-requests.ts'

/** Requests before measuring starts, so that the code is compiled. */
const warm = 20

const good = (status: number, expected: number, what: string) => {
  if (status !== expected) throw new Error(`${what}: answered ${status} instead of ${expected}`)
}

export const measureRequests = async ({ workerd, phone, pin }: Edge) => {
  const shown = (await phone.show(pin)).body
  const bytes = tokenFromFragment(new URL(shown.code).hash)
  if (!bytes.ok) throw new Error('the QR code holds no token')
  const look = { shown: await digestOf(bytes.value) }
  const call = callerOf((path, request) => fetch(workerd.origin + path, request))
  const looked = () => call(reportCheck, { body: look })
  const status = async () => {
    const answer = await fetch(`${workerd.origin}${STATUS_PATH}`)
    await answer.arrayBuffer()
    return answer
  }
  const asked = async () => {
    const answer = await fetch(`${workerd.origin}/api/status`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...look, nonce: 'n'.repeat(22) }),
    })
    await answer.arrayBuffer()
    return answer
  }
  const renew = () => phone.post('/show/renew', { ticket: shown.ticket, scope: 'name' })
  const webhook = () => {
    const { body, signature } = webhookRequest()
    return fetch(`${workerd.origin}/webhook`, { method: 'POST', headers: { 'x-line-signature': signature }, body })
  }
  const acts: [string, number, number, () => Promise<{ status: number }>][] = [
    ['webhook, acknowledged', 200, 200, webhook],
    ['show the card, with the PIN', 60, 200, () => phone.show(pin)],
    ['show it anew, within the minute', 200, 200, renew],
    ['verify: the signed status list', 300, 200, status],
    ['verify: the status of one token, read and signed', 300, 200, asked],
    ['verify: that it was looked at', 200, 204, looked],
  ]
  const measured: [string, number][] = []
  for (const [what, count, expected, act] of acts) {
    for (let i = 0; i < warm; i++) good((await act()).status, expected, what)
    const before = await workerd.cpu()
    for (let i = 0; i < count; i++) good((await act()).status, expected, what)
    measured.push([what, ((await workerd.cpu()) - before) / count])
  }
  return measured
}
