// Receives LINE's webhooks: checks the signature over the raw bytes, stores the events, answers, and then works on them.
// Decision 016: events are stored before the answer, because LINE does not send them again.
import { understand } from '../../core/chat/meant.ts'
import type { webhookRoutes } from '../../core/contract/routes/public.ts'
import { oldestEventDays } from '../../core/retention.ts'
import { workEvents } from '../jobs/events.ts'
import { hear } from '../line/hear.ts'
import { verifySignature } from '../line/signature.ts'
import { type Handlers, refuse } from './bind.ts'
import { networkIsProven } from './limits.ts'

const DAY = 86_400_000

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const eventsIn = (body: unknown): unknown[] | undefined => {
  const events = typeof body === 'object' && body !== null && 'events' in body ? body.events : undefined
  return Array.isArray(events) ? events : undefined
}

export const webhook: Handlers<keyof typeof webhookRoutes> = {
  receiveWebhook: async ({ deps, c }) => {
    const body = await c.req.text()
    const signature = c.req.header('x-line-signature') ?? ''
    if (!verifySignature(deps.config.line.channelSecret, body, signature)) {
      deps.log('webhook_refused', { reason: 'signature_failed', requestId: c.get('requestId') })
      return refuse('refused')
    }
    await networkIsProven(c)
    const events = eventsIn(parsed(body))
    if (!events) return refuse('malformed')

    const heard = events.flatMap((event) => hear(event) ?? [])
    const since = deps.clock() - oldestEventDays * DAY
    const meant = heard.filter(({ at }) => at >= since).map(understand)
    if (meant.length < heard.length) deps.log('webhook_refused', { reason: 'too_old', requestId: c.get('requestId') })
    if (meant.length > 0) {
      await deps.store.webhooks.receive(meant, deps.clock())
      deps.waitUntil(() =>
        workEvents(
          deps,
          meant.map(({ eventId }) => eventId),
        ),
      )
    }
    return {}
  },
}
