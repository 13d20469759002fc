// No register: the card is as sure as its photo, and says so.
import type { PopulationRegister } from '../deps.ts'

export const noPopulationRegister: PopulationRegister = async () => ({ answer: 'none' })
