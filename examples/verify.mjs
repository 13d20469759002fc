// Verifies one published test vector: node verify.mjs ["name of a vector"]. docs/token.md lists what a real verifier fetches.
import { readFile } from 'node:fs/promises'
import { checkCard } from '@phokbat/verifier'

const vectors = new URL(import.meta.resolve('@phokbat/verifier/token-vectors.json'))
const { issuer, status, vectors: all } = JSON.parse(await readFile(vectors, 'utf8'))
const name = process.argv[2] ?? 'scope name'
const vector = all.find((one) => one.name === name)
if (!vector) throw new Error(`There is no vector "${name}".`)

const checked = await checkCard({
  fragment: vector.code.replace(/^PHOKBAT1:|^.*#/, ''),
  issuer, // GET /.well-known/phokbat/issuer.json
  statusToken: status, // of a pass: GET /.well-known/phokbat/status.jwt
  // of any other card: POST /api/status with what questionFor returns
  answered: vector.asked && { question: { shown: '', nonce: vector.asked.nonce }, answer: vector.asked.answer },
  now: vector.now, // the Date header of the answer, in seconds
})

console.log(checked.verdict)
if ('seen' in checked) console.log(checked.seen.claims.nameEnglish ?? '', checked.seen.assurance)
