// `npm run keys:master -- add | use | report | drop`: replaces the master key step by step while the service runs.
import { envFile, envFilePath } from '../deploy/env-file.ts'
import { step } from './master-key/steps.ts'

const file = envFile(envFilePath(process.env))
const done = await step(process.argv[2] ?? 'report', { file, say: (sentence) => console.log(sentence) })
process.exit(done ? 0 : 1)
