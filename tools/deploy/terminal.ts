// Asking a person on a terminal; what is secret is typed without being shown.
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

export type Terminal = { ask: (question: string, hidden: boolean) => Promise<string> }

/** Undefined when nobody can answer: output or input is not a terminal. */
export const openTerminal = (): Terminal | undefined => {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined
  return {
    ask: async (question, hidden) => {
      process.stdout.write(question)
      const output = hidden ? new Writable({ write: (_chunk, _encoding, done) => done() }) : process.stdout
      const lines = createInterface({ input: process.stdin, output, terminal: true })
      try {
        return (await lines.question('')).trim()
      } finally {
        lines.close()
        if (hidden) process.stdout.write('\n')
      }
    },
  }
}
