// The values of a deployment: from the environment, from `.env.deploy`, and from a person where there is one.

import { isSecret } from '../../src/service/settings/setting.ts'
import type { EnvFile } from './env-file.ts'
import type { Terminal } from './terminal.ts'
import { asked, deploymentSettings, type Values } from './values.ts'

/** The environment wins over the file; only names of the table are taken, and nothing empty. */
export const gatherValues = (env: Readonly<Record<string, string | undefined>>, file: Values): Values =>
  Object.fromEntries(
    deploymentSettings.flatMap(({ name }) => {
      const value = env[name]?.trim() || file[name]
      return value ? [[name, value]] : []
    }),
  )

/** Asks for what is missing and keeps each answer, so that nobody is asked twice. */
export const askForMissing = async (values: Values, terminal: Terminal, file: EnvFile): Promise<Values> => {
  const answers: Record<string, string> = {}
  const open = asked.filter(({ name }) => !values[name])
  // A database that asks for no token is not asked about at every run.
  const needed = open.some(({ presence }) => presence === 'required')
  for (const setting of needed ? open : []) {
    const { name, source } = setting
    const answer = await terminal.ask(`\n  ${name}\n  ${source}\n  › `, isSecret(setting))
    if (!answer) continue
    answers[name] = answer
    file.keep(name, answer)
  }
  return { ...values, ...answers }
}
