// `npm run deploy`: checks every setting, shows the plan, carries it out and tests the running service. A second run changes nothing.
import { unknownNames } from '../settings/unknown.ts'
import { envFile, envFilePath } from './env-file.ts'
import { askForMissing, gatherValues } from './gather.ts'
import { open } from './open.ts'
import { deploy } from './run.ts'
import { steps } from './steps.ts'
import { openTerminal } from './terminal.ts'

const flags = ['--dry-run', '--yes', '--allow-destructive']

const main = async (): Promise<number> => {
  const args = process.argv.slice(2)
  const unknown = args.find((arg) => !flags.includes(arg))
  if (unknown) {
    console.log(`npm run deploy knows ${flags.join(', ')}, and not ${unknown}.`)
    return 1
  }
  const has = (flag: string) => args.includes(flag)
  const file = envFile(envFilePath(process.env))
  const terminal = openTerminal()
  const given = gatherValues(process.env, file.read())
  const values = terminal && !has('--dry-run') ? await askForMissing(given, terminal, file) : given
  const confirm =
    terminal && !has('--yes')
      ? async () => /^y(es)?$/i.test(await terminal.ask('\n  Do it? (y/N) › ', false))
      : undefined
  const deployment = open(values, file, {
    allowDestructive: has('--allow-destructive'),
    unknown: unknownNames(file.read(), process.env),
  })
  return deploy(deployment, steps, { say: console.log, confirm }, has('--dry-run'))
}

process.exitCode = await main()
