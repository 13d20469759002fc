// The page's client of the platform: follows its events, acts as a person, sets switches.
import type { Language } from '../../core/languages.ts'
import type { ActionAnswer, Actions, MediaAction, PersonId, SimEvent, Switches } from '../wire.ts'

/** Calls `onEvent` for every event and reconnects when needed. Returns a function that stops it. */
export const follow = (onEvent: (event: SimEvent) => void): (() => void) => {
  const source = new EventSource('/sim/events')
  source.onmessage = ({ data }) => onEvent(JSON.parse(data) as SimEvent)
  return () => source.close()
}

export type Answer = ActionAnswer | { message: string }

const send = async (path: string, method: string, body: unknown): Promise<Answer> => {
  const form = body instanceof FormData
  const response = await fetch(path, {
    method,
    body: form ? body : JSON.stringify(body),
    ...(!form && { headers: { 'content-type': 'application/json' } }),
  })
  const text = await response.text()
  return text ? JSON.parse(text) : { entries: [] }
}

/** Carries out an action in LINE as person `id`. */
export const act = <Name extends keyof Actions>(id: PersonId, name: Name, body: Actions[Name]): Promise<Answer> =>
  send(`/sim/people/${id}/${name}`, 'POST', body)

/** Sends one or several files at once. `duration`: ms of an audio or video file. */
export const sendMedia = (id: PersonId, kind: MediaAction, files: readonly Blob[], duration?: number) => {
  const form = new FormData()
  for (const file of files) form.append('file', file, file instanceof File ? file.name : 'photo.jpg')
  if (duration !== undefined) form.append('duration', String(duration))
  return send(`/sim/people/${id}/${kind}`, 'POST', form)
}

export const setSwitches = (part: Partial<Switches>) => send('/sim/switches', 'PUT', part)
export const reset = () => send('/sim/reset', 'POST', {})
export const moveClock = (ahead: number) => send('/sim/clock', 'PUT', { ahead })
export const speak = (id: PersonId, language: Language) => send(`/sim/people/${id}`, 'PUT', { language })
