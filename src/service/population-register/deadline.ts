// A register that takes too long or falls over is silent: the person waits for it no longer than this.
import type { RegisterAnswer } from '../../core/card/register.ts'
import type { Registry } from '../deps.ts'

/** `ms`: how long to wait for an answer. */
export const withDeadline =
  (registry: Registry, ms: number): Registry =>
  (data) => {
    const silent: RegisterAnswer = { answer: 'silent' }
    return new Promise<RegisterAnswer>((resolve) => {
      const timer = setTimeout(() => resolve(silent), ms)
      registry(data)
        .catch(() => silent)
        .then((answer) => {
          clearTimeout(timer)
          resolve(answer)
        })
    })
  }
