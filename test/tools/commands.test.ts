// Promises that deployment commands in a clean clone say what is missing and change nothing.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { allSettings } from '../../tools/settings/table.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phokbat-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Runs a command in a clean clone, without any account and without a terminal to answer questions. */
const runs = (command: string, ...args: string[]) => {
  const env: Record<string, string | undefined> = {
    ...process.env,
    DEPLOY_FILE: join(folder, '.env.deploy'),
    HOME: folder,
    XDG_CONFIG_HOME: folder,
  }
  for (const name of Object.keys(allSettings)) if (name !== 'DEPLOY_FILE') delete env[name]
  const { status, stdout } = spawnSync('node_modules/.bin/tsx', [`tools/deploy/${command}.ts`, ...args], {
    env,
    encoding: 'utf8',
  })
  return { status, stdout }
}

describe('in a clean clone, without any account,', () => {
  it('a dry run shows the plan and what is missing, and makes nothing', () => {
    const { status, stdout } = runs('deploy', '--dry-run')
    for (const name of ['channel', 'keys', 'mini-app', 'bucket', 'database', 'worker', 'webhook', 'rich menus'])
      expect(stdout).toMatch(new RegExp(`^ {2}${name} +[+?] `, 'm'))
    expect(stdout).toContain('PUBLIC_ORIGIN is missing: the address that people will see')
    expect(stdout).toContain('Cloudflare does not know you')
    expect(status).toBe(0)
    expect(existsSync(join(folder, '.env.deploy'))).toBe(false)
  })

  it('an unknown flag is refused', () => {
    expect(runs('deploy', '--dryrun')).toMatchObject({ status: 1, stdout: expect.stringContaining('not --dryrun') })
  })

  it('the doctor asks which deployment', () => {
    expect(runs('doctor')).toMatchObject({ status: 1, stdout: expect.stringContaining('Which deployment?') })
  })
})
