// `npm run keys:rotate`: adds a signing key that is used from two hours later. The next `npm run deploy` uploads it.
import { newSigningKey, readKeyMaterial } from '../../src/service/keys/material.ts'
import { rotateSigningKey } from '../../src/service/keys/rotation.ts'
import { envFile, envFilePath } from '../deploy/env-file.ts'

const file = envFile(envFilePath(process.env))
const read = readKeyMaterial(file.read().PHOKBAT_KEYS ?? '')
if (!read.ok) {
  console.error('There are no keys in .env.deploy yet: npm run deploy makes the first ones.')
  process.exit(1)
}
const now = Math.floor(Date.now() / 1000)
const next = rotateSigningKey(read.value, await newSigningKey(), now)
const kept = file.keep('PHOKBAT_KEYS', JSON.stringify(next))
if (!kept.ok) {
  console.error(kept.reason)
  process.exit(1)
}
const [fresh] = next.signingKeys.slice(-1)
console.log(`Key ${fresh?.kid} is in .env.deploy and signs from ${new Date((fresh?.from ?? 0) * 1000).toISOString()}.`)
console.log('Now: npm run deploy, within the next hour, so that every cache knows the key before it signs.')
