// `npm run keys:new`: prints new keys for a deployment as one line of a settings file. Nothing is stored anywhere else.
import { generateKeys } from '../../src/service/keys/material.ts'
import { optionsOf } from '../options.ts'

const help = `npm run -s keys:new >> phokbat.env

Prints PHOKBAT_KEYS='…': new keys to encrypt, hash and sign with. Make them once for each deployment and keep a copy in a safe:
without them nobody can read the database again.`
optionsOf(help, {})
const keys = await generateKeys((bytes) => crypto.getRandomValues(new Uint8Array(bytes)))
console.log(`PHOKBAT_KEYS='${JSON.stringify(keys)}'`)
