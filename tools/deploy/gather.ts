// The values of a deployment: from the environment, from `.env.deploy`, and from a person where there is one.
import type { EnvFile } from './env-file.ts'
import type { Terminal } from './terminal.ts'
import { asked, type Values, valueTable } from './values.ts'

/** The environment wins over the file; only names of the table are taken, and nothing empty. */
export const gatherValues = (env: Readonly<Record<string, string | undefined>>, file: Values): Values =>
  Object.fromEntries(
    valueTable.flatMap(({ name }) => {
      const value = env[name]?.trim() || file[name]
      return value ? [[name, value]] : []
    }),
  )

/** Asks for what is missing and keeps each answer, so that nobody is asked twice. */
export const askForMissing = async (values: Values, terminal: Terminal, file: EnvFile): Promise<Values> => {
  const answers: Record<string, string> = {}
  const open = asked.filter(({ name }) => !values[name])
  // A database that asks for no token is not asked about at every run.
  const needed = open.some(({ presence }) => presence === 'needed')
  for (const { name, from, hidden } of needed ? open : []) {
    const answer = await terminal.ask(`\n  ${name}\n  ${from}\n  › `, hidden ?? false)
    if (!answer) continue
    answers[name] = answer
    file.keep(name, answer)
  }
  return { ...values, ...answers }
}
