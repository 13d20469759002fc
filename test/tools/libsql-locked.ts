// A real libSQL server that requires a token, as a hosted one does, with one token for writing and one for reading
// only.
import { spawn } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../../tools/dev/port.ts'

const base64 = (value: object | Buffer) =>
  (Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))).toString('base64url')

export const startLockedLibsql = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'phokbat-'))
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const keyFile = join(folder, 'key.pem')
  writeFileSync(keyFile, publicKey.export({ type: 'spki', format: 'pem' }))
  const tokenThatMay = (access: 'ro' | 'rw') => {
    const claims = `${base64({ alg: 'EdDSA', typ: 'JWT' })}.${base64({ a: access })}`
    return `${claims}.${base64(sign(null, Buffer.from(claims), privateKey))}`
  }
  const address = `127.0.0.1:${await freePort()}`
  const program = createRequire(import.meta.url).resolve(`@sqld/${process.platform}-${process.arch}/sqld`)
  const options = [
    '--db-path',
    join(folder, 'db'),
    '--http-listen-addr',
    address,
    '--no-welcome',
    '--auth-jwt-key-file',
    keyFile,
  ]
  const child = spawn(program, options, { stdio: 'ignore', env: { RUST_LOG: 'off' } })
  const url = `http://${address}`
  const answers = () =>
    fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await answers()) && child.exitCode === null) await wait(20)
  return {
    url,
    tokenThatMay,
    close: async () => {
      const ended = once(child, 'exit')
      child.kill()
      await ended
      rmSync(folder, { recursive: true })
    },
  }
}
