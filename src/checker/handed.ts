// Hands a card from the official's page to the checker in the same document: no address, history or storage carries it.
import type { PresentedToken } from './check.ts'

let handed: PresentedToken | undefined

/** Keeps the card in memory until the checker starts. */
export const handOver = (presented: PresentedToken): void => {
  handed = presented
}

/** The card that was handed over; once. */
export const takeHanded = (): PresentedToken | undefined => {
  const presented = handed
  handed = undefined
  return presented
}
