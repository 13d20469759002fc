// What strangers meet first: one version everywhere, a changelog that names it, and a CI that runs our own test command.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const manifest = JSON.parse(read('package.json')) as { version: string; engines: { node: string } }
const major = (version: string) => Number(/\d+/.exec(version)?.[0])

describe('the version', () => {
  it('is the same in package.json, the lock and the newest entry of the changelog', () => {
    const lock = JSON.parse(read('package-lock.json')) as { version: string; packages: { '': { version: string } } }
    const released = [...read('CHANGELOG.md').matchAll(/^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)$/gm)]
    expect([lock.version, lock.packages[''].version, released[0]?.[1]]).toEqual(Array(3).fill(manifest.version))
    const dates = released.map(([, , date = '']) => date)
    expect(dates).toEqual([...dates].sort().reverse())
  })

  it('is explained for the token, the API, the database, the settings and the core', () => {
    for (const part of ['Token', 'HTTP API', 'Database', 'Settings', 'core'])
      expect(read('docs/versioning.md')).toContain(part)
  })
})

describe('the CI', () => {
  const workflow = read('.github/workflows/ci.yml')
  const tested = /node: \[(.+)\]/.exec(workflow)?.[1]?.split(', ').map(Number) ?? []

  it('calls .ci/run and needs no secret', () => {
    expect(workflow).toMatch(/run: \.ci\/run$/m)
    expect(workflow).not.toContain('secrets.')
    expect(workflow).toMatch(/^permissions:\n {2}contents: read$/m)
  })

  it('tests the oldest Node that package.json allows, and the one of .nvmrc', () => {
    expect(tested[0]).toBe(major(manifest.engines.node))
    expect(tested).toContain(major(read('.nvmrc')))
  })

  it('names every action by a major version', () => {
    const used = [...workflow.matchAll(/uses: (\S+)/g)].map(([, action = '']) => action)
    expect(used.length).toBeGreaterThan(0)
    expect(used.filter((action) => !/@v\d+$/.test(action))).toEqual([])
  })
})
