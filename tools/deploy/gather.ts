// Collects the settings of a deployment: from the environment, from `.env.deploy`, and from the operator at a terminal.

import { isSecret } from '../../src/service/settings/setting.ts'
import type { EnvFile } from './env-file.ts'
import type { Terminal } from './terminal.ts'
import { asked, deploymentSettings, type Values } from './values.ts'

/** The environment takes precedence over the file. Unknown names and empty values are left out (see settings/unknown.ts). */
export const gatherValues = (env: Readonly<Record<string, string | undefined>>, file: Values): Values =>
  Object.fromEntries(
    deploymentSettings.flatMap(({ name }) => {
      const value = env[name]?.trim() || file[name]
      return value ? [[name, value]] : []
    }),
  )

/** Asks for the missing settings and stores each answer in the file, so that the operator is asked only once. */
export const askForMissing = async (values: Values, terminal: Terminal, file: EnvFile): Promise<Values> => {
  const answers: Record<string, string> = {}
  const open = asked.filter(({ name }) => !values[name])
  // DATABASE_TOKEN alone may be missing for good: then the operator is not asked at every run.
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
