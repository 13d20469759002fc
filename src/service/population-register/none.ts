// No population register: the card's document assurance then rests on the photo alone.
import type { PopulationRegister } from '../deps.ts'

export const noPopulationRegister: PopulationRegister = async () => ({ answer: 'none' })
