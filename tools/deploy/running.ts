// The settings that the running version was deployed with: unknown, missing, malformed, or readable though secret.
import { isSecret } from '../../src/service/settings/setting.ts'
import { settingsTable } from '../../src/service/settings/table.ts'
import { allSettings } from '../settings/table.ts'
import { sentenceOf, unknownNames } from '../settings/unknown.ts'
import type { RunningVersion } from './cloudflare.ts'
import { faultsOfForm } from './values.ts'

const inDashboard = 'change it in the dashboard of Cloudflare'

/** One sentence for each thing that is wrong, with what to do. Values never appear in the sentences. */
export const faultsOfRunning = async ({ vars, secretNames }: RunningVersion): Promise<string[]> => {
  const there = [...Object.keys(vars), ...secretNames]
  const unknown = unknownNames(Object.fromEntries(there.map((name) => [name, ''])))
  const missing = Object.entries(settingsTable).flatMap(([name, { presence }]) =>
    presence === 'optional' || there.includes(name) ? [] : [name],
  )
  // Their values cannot be read: the rules between settings are tried with texts of the right form.
  const secrets = secretNames.flatMap((name) => (allSettings[name]?.example ? [[name, allSettings[name].example]] : []))
  const exposed = Object.keys(vars).filter((name) => allSettings[name] && isSecret(allSettings[name]))
  return [
    ...unknown.map((each) => `${sentenceOf(each)}; ${inDashboard}`),
    ...missing.map((name) => `${name} is missing at Cloudflare: run \`npm run deploy\``),
    ...exposed.map((name) => `${name} is a secret and stands there as a readable variable: remove it in the dashboard`),
    ...(await faultsOfForm({ ...Object.fromEntries(secrets), ...vars })).map((fault) => `${fault}; ${inDashboard}`),
  ]
}
