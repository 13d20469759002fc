// `npm run test:faults`: fault runs over both kinds of database until 200 kills are survived.
import { optionsOf, stop, wholeNumber } from '../../tools/options.ts'
import { faultRun } from './fault-run.ts'

const help = `npm run test:faults -- [--kills N] [--lanes N] [--seed N] [--database file|server] [--verbose]

--kills     kills to survive per database
--lanes     citizens at the same time
--seed      repeats a run
--database  only one of the two: an embedded file, or a libSQL server
--verbose   prints each finished citizen`
const values = optionsOf(help, {
  seed: { type: 'string' },
  kills: { type: 'string', default: '110' },
  lanes: { type: 'string', default: '4' },
  database: { type: 'string' },
  verbose: { type: 'boolean', default: false },
})
if (values.database && !['file', 'server'].includes(values.database))
  stop(`--database is file or server, and not "${values.database}".`)
const [kills, lanes] = [wholeNumber('--kills', values.kills), wholeNumber('--lanes', values.lanes)]
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e6))
const databases = values.database ? [values.database as 'file' | 'server'] : (['file', 'server'] as const)

let violations = 0
for (const database of databases) {
  const say = values.verbose ? console.log : undefined
  const result = await faultRun({ seed, kills, parallel: lanes, database, say })
  console.log(`\n${database === 'file' ? 'embedded file' : 'libSQL server'}, seed ${seed}, ${result.seconds} s`)
  for (const [what, n] of Object.entries({ ...result.counts, ...result.faults }))
    console.log(`${String(n).padStart(7)}  ${what}`)
  for (const violation of result.violations) console.log(`BROKEN   ${violation}`)
  violations += result.violations.length
  if (result.violations.length > 0) console.log(`Again: npm run test:faults -- --seed ${seed} --database ${database}`)
}
console.log(violations === 0 ? '\nNothing lost, nothing twice.' : `\n${violations} promises broken.`)
process.exit(violations === 0 ? 0 : 1)
