// Asks the operator on a terminal; a secret is not shown while it is typed.
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

export type Terminal = { ask: (question: string, hidden: boolean) => Promise<string> }

/** Undefined when input or output is not a terminal, so that nobody can answer. */
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
