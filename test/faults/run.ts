// `npm run test:faults`: storms over both kinds of database until 200 kills are through. `--seed N` repeats one, `--kills`, `--lanes`, `--database file|server`.
import { optionsOf, stop, wholeNumber } from '../../tools/options.ts'
import { faultRun } from './fault-run.ts'

const help = `npm run test:faults -- [--kills N] [--lanes N] [--seed N] [--database file|server] [--verbose]

--kills     until so many were survived, a database
--lanes     so many citizens at a time
--seed      repeats a storm
--database  one of the two alone: an embedded file, or a libSQL server
--verbose   says what is done, as it is done`
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

let broken = 0
for (const database of databases) {
  const say = values.verbose ? console.log : undefined
  const found = await faultRun({ seed, kills, parallel: lanes, database, say })
  console.log(`\n${database === 'file' ? 'embedded file' : 'libSQL server'}, seed ${seed}, ${found.seconds} s`)
  for (const [what, n] of Object.entries({ ...found.counts, ...found.faults }))
    console.log(`${String(n).padStart(7)}  ${what}`)
  for (const violation of found.violations) console.log(`BROKEN   ${violation}`)
  broken += found.violations.length
  if (found.violations.length > 0) console.log(`Again: npm run test:faults -- --seed ${seed} --database ${database}`)
}
console.log(broken === 0 ? '\nNothing lost, nothing twice.' : `\n${broken} promises broken.`)
process.exit(broken === 0 ? 0 : 1)
