// A time-out for the population register: a register that is slow or fails counts as silent.
import type { PopulationRegisterAnswer } from '../../core/card/population-register.ts'
import type { PopulationRegister } from '../deps.ts'

/** `ms`: how long to wait for an answer. */
export const withDeadline =
  (register: PopulationRegister, ms: number): PopulationRegister =>
  (data) => {
    const silent: PopulationRegisterAnswer = { answer: 'silent' }
    return new Promise<PopulationRegisterAnswer>((resolve) => {
      const timer = setTimeout(() => resolve(silent), ms)
      register(data)
        .catch(() => silent)
        .then((answer) => {
          clearTimeout(timer)
          resolve(answer)
        })
    })
  }
