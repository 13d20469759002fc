// Makes any number of invented people, each with their own ID number, PIN and LINE account.
import { checkPin } from '../../../src/core/pin/rules.ts'
import { idNumberFrom, jaithip, type Person } from './people.ts'

/** `draw` returns a random integer from 0 to n − 1. The same draws make the same person. */
export const randomPerson = (draw: (n: number) => number, name: string): Person => {
  const digits = Array.from({ length: 9 }, () => draw(10)).join('')
  const card = { ...jaithip.card, idNumber: idNumberFrom(`310${digits}`) }
  for (;;) {
    const pin = String(draw(1e8)).padStart(8, '0')
    if (checkPin(pin, card).ok) return { line: name, pin, card }
  }
}

/** Opens a LINE account on the simulated platform and returns its LINE user id. */
export const openAccount = async (simulator: string, id: string): Promise<string> => {
  const response = await fetch(`${simulator}/sim/people`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, name: id }),
  })
  return ((await response.json()) as { userId: string }).userId
}
