// Handles acknowledged webhook events: at once, or later if a crash interrupted them.
import type { MeantEvent } from '../../core/chat/meant.ts'
import { handleChatEvent } from '../chat/talk.ts'
import type { Deps } from '../deps.ts'
import { errorName } from '../platform/log.ts'
import { perKey } from '../platform/per-key.ts'
import { drain } from './outbox.ts'

/** People whose events are handled at the same time. */
const atOnce = 10

const handleEvent = async (deps: Deps, event: MeantEvent): Promise<void> => {
  try {
    const person = await handleChatEvent(deps, event)
    await drain(deps, person.id)
  } catch (error) {
    deps.log('webhook_failed', { heard: event.heard.heard, error: errorName(error) })
  }
}

/** Handles acknowledged events: the given ones, or without ids every event that a crash left open. */
export const workEvents = async (deps: Deps, eventIds?: readonly string[]): Promise<void> => {
  const events = await deps.store.webhooks.claim(deps.clock(), eventIds)
  await perKey(
    events,
    (event) => event.lineUserId,
    atOnce,
    (event) => handleEvent(deps, event),
  )
}
