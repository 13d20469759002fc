// `npm run keys:rotate`: adds a signing key that is used from two hours later. With `--stolen`, it replaces all at once.
import { newSigningKey, readKeyMaterial } from '../../src/service/keys/material.ts'
import { rotateSigningKey } from '../../src/service/keys/rotation.ts'
import { envFile, envFilePath } from '../deploy/env-file.ts'
import { optionsOf, stop } from '../options.ts'
import { replaceStolenKeys } from './rotate-keys/stolen.ts'

const help = `npm run keys:rotate [-- --stolen]

Adds a signing key that is published with the next deployment and signs two hours later. The old key stays published
for the tokens that it signed.
  --stolen   somebody else may have the keys: withdraws them all, counts what they signed, ends passes, tells holders`
const { stolen } = optionsOf(help, { stolen: { type: 'boolean', default: false } })
const file = envFile(envFilePath(process.env))
if (stolen) {
  const done = await replaceStolenKeys({ file, say: (sentence) => console.log(sentence), now: Date.now() })
  process.exit(done ? 0 : 1)
}
const read = readKeyMaterial(file.read().PHOKBAT_KEYS ?? '')
if (!read.ok) stop('There are no keys in .env.deploy yet: npm run deploy makes the first ones.')
else {
  const now = Math.floor(Date.now() / 1000)
  const next = rotateSigningKey(read.value, await newSigningKey(), now)
  const kept = file.keep('PHOKBAT_KEYS', JSON.stringify(next))
  if (!kept.ok) stop(kept.reason)
  const [fresh] = next.signingKeys.slice(-1)
  console.log(
    `Key ${fresh?.kid} is in .env.deploy and signs from ${new Date((fresh?.from ?? 0) * 1000).toISOString()}.`,
  )
  console.log('Now: npm run deploy, within the next hour, so that every cache knows the key before it signs.')
}
