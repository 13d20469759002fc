// No register: the card is as sure as its photo, and says so.
import type { Registry } from '../deps.ts'

export const noRegistry: Registry = async () => ({ answer: 'none' })
