// `npm run keys:rows -- report | adopt | trust`: the MACs of rows that decide.
import { envFile, envFilePath } from '../deploy/env-file.ts'
import { rowMacStep } from './row-macs/steps.ts'

const file = envFile(envFilePath(process.env))
const done = await rowMacStep(process.argv[2] ?? 'help', { file, say: (sentence) => console.log(sentence) })
process.exit(done ? 0 : 1)
