import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withMap } from '../tools/build/map.ts'

const root = join(import.meta.dirname, '..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }

describe('the README', () => {
  it('shows the journey as it is on the map today (else: npm run map)', () => {
    expect(withMap(readme)).toBe(readme)
  })
  it('names only commands that exist', () => {
    const named = [...readme.matchAll(/npm (?:run )?([a-z][\w:-]*)/g)]
      .map(([, name]) => name ?? '')
      .filter((name) => name !== 'ci')
    expect(named.filter((name) => !scripts[name])).toEqual([])
  })
  it('links only to files that exist', () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)|src="([^"]+)"/g)].map(
      ([, link, src]) => link ?? src ?? '',
    )
    expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([])
  })
  it('says the test command that CI runs', () => {
    expect(readFileSync(join(root, '.ci/run'), 'utf8')).toContain('npm test')
    expect(readme).toContain('npm test')
  })
})
