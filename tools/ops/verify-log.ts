// `npm run verify:log -- FILE [ISSUER]`: checks that an exported access log or office log is complete, unmodified and signed by the issuer. ISSUER: the issuer's address or its issuer.json.
import { readFile } from 'node:fs/promises'
import * as v from 'valibot'
import * as at from '../../src/core/contract/addresses.ts'
import { pathOf } from '../../src/core/contract/call.ts'
import { accessLogExport, officeLogExport } from '../../src/core/contract/responses/access.ts'
import { issuerFile } from '../../src/core/contract/responses/public.ts'
import { verifyLog } from './verify-log/verify.ts'

const fail = (status: number, sentence: string): never => {
  console.error(sentence)
  process.exit(status)
}
const parsed = async <S extends v.GenericSchema>(schema: S, what: string, text: Promise<string>) => {
  const read = v.safeParse(schema, await text.then((json) => JSON.parse(json)).catch(() => undefined))
  return read.success ? read.output : fail(2, `${what} cannot be read or has another form.`)
}
const issuerAt = (place: string): Promise<string> =>
  /^https?:/.test(place)
    ? fetch(new URL(place).origin + pathOf(at.getIssuer)).then((response) => response.text())
    : readFile(place, 'utf8')

const [file, issuer] = process.argv.slice(2)
if (!file) fail(2, 'npm run verify:log -- FILE [ISSUER]')
const given = await parsed(v.union([accessLogExport, officeLogExport]), `The log ${file}`, readFile(file!, 'utf8'))
const keys = issuer ? await parsed(issuerFile, `The issuer ${issuer}`, issuerAt(issuer)) : undefined
const verdict = await verifyLog(given, keys && { id: keys.issuer.id, keys: keys.keys })

const when = (at: number) => new Date(at).toISOString()
if (!verdict.ok) fail(1, verdict.sentence)
const [entries, what] = 'office' in given ? [given.office, 'lines'] : [given.looks, 'looks']
const [first, last] = [entries[0], entries.at(-1)]
console.log(
  first && last
    ? `${entries.length} ${what} from ${when(first.at)} to ${when(last.at)}: the chain is whole.`
    : `No ${what} yet: nothing is missing.`,
)
console.log(
  keys
    ? 'Sealed by the issuer: nothing was cut off its end.'
    : 'The seal was not proven: name the issuer as well. Without it entries may be missing at the end.',
)
