// As many invented people as wanted, each with a number, a PIN and a LINE account of their own.
import { checkPin } from '../../../src/core/pin/rules.ts'
import { idNumberFrom, jaithip, type Person } from './people.ts'

/** `draw`: a whole number below n. The same draws make the same person. */
export const randomPerson = (draw: (n: number) => number, name: string): Person => {
  const digits = Array.from({ length: 9 }, () => draw(10)).join('')
  const card = { ...jaithip.card, idNumber: idNumberFrom(`310${digits}`) }
  for (;;) {
    const pin = String(draw(1e8)).padStart(8, '0')
    if (checkPin(pin, card).ok) return { line: name, pin, card }
  }
}

/** Opens a LINE account at the simulated platform. @returns its LINE user id */
export const openAccount = async (simulator: string, id: string): Promise<string> => {
  const response = await fetch(`${simulator}/sim/people`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, name: id }),
  })
  return ((await response.json()) as { userId: string }).userId
}
