// `npm run doctor -- https://card.example`: names each fault of a running deployment and what to do about it. Changes nothing.
import { unknownNames } from '../settings/unknown.ts'
import { envFile, envFilePath } from './env-file.ts'
import { doctor } from './examine.ts'
import { gatherValues } from './gather.ts'
import { open } from './open.ts'
import { steps } from './steps.ts'

const main = async (): Promise<number> => {
  const file = envFile(envFilePath(process.env))
  const [given] = process.argv.slice(2)
  const known = gatherValues(process.env, file.read())
  const origin = given && URL.canParse(given) ? new URL(given).origin : (given ?? known.PUBLIC_ORIGIN)
  if (!origin || !URL.canParse(origin)) {
    console.log('Which deployment? npm run doctor -- https://card.example (or PUBLIC_ORIGIN in .env.deploy)')
    return 1
  }
  // The settings in the file belong to one deployment and must not be used for another.
  const isThisOne = known.PUBLIC_ORIGIN === undefined || known.PUBLIC_ORIGIN === origin
  const deployment = open({ ...(isThisOne && known), PUBLIC_ORIGIN: origin }, file, {
    unknown: isThisOne ? unknownNames(file.read(), process.env) : [],
  })
  return doctor(deployment, steps, { say: console.log })
}

process.exitCode = await main()
