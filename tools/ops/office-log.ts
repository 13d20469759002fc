// `npm run office:log -- [--out FILE] [--env FILE]`: writes the office log as a file that `npm run verify:log` checks.
import { writeFileSync } from 'node:fs'
import { officeLogOf } from './office-log/read.ts'
import { valuesFrom } from './serve/examine.ts'

const fail = (sentence: string): never => {
  console.error(`${sentence}.`)
  process.exit(1)
}
const words = process.argv.slice(2)
const out = words[words.indexOf('--out') + 1]
if (words.includes('--out') && !out) fail('--out needs the name of a file')
const from = valuesFrom(words, process.env)
const log = 'fault' in from ? fail(from.fault) : await officeLogOf(from.values, Date.now)
const written = log.ok ? log.value : fail(log.reason)
const text = `${JSON.stringify(written, null, 1)}\n`
if (words.includes('--out')) {
  // Officials' names stand in it.
  writeFileSync(out!, text, { mode: 0o600 })
  console.log(`${out}: ${written.office.length} lines. Check it with: npm run verify:log -- ${out} ISSUER`)
} else console.log(text)
