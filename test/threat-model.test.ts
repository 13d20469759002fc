import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const model = readFileSync(join(root, 'docs/threat-model.md'), 'utf8')
const rows = model
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| threat '))
  .map((line) => line.split('|').map((cell) => cell.trim()))

/** Whether this file has a test of that title. */
const holds = (file: string, title: string | undefined) => {
  const source = readFileSync(join(root, file), 'utf8')
  return title === undefined || source.includes(`'${title}'`) || source.includes(`\`${title}\``)
}

describe('the threat model', () => {
  it('names for every threat a test that exists, by its whole title', () => {
    expect(rows.length).toBeGreaterThan(15)
    const unproved = rows.filter(([, , , proof = '']) => {
      const [, file = '', title] = /^`([^`]+)`(?: · (.+))?$/.exec(proof) ?? []
      return !(/\.test\.ts$/.test(file) && existsSync(join(root, file)) && holds(file, title))
    })
    expect(unproved.map(([, threat, , proof]) => `${threat}: ${proof}`)).toEqual([])
  })

  it('says plainly what it does not defend against', () => {
    expect(model.split('## What we do not defend against')[1]?.match(/^- \*\*/gm)?.length).toBeGreaterThanOrEqual(5)
  })

  it('is where SECURITY.md says it is', () => {
    expect(readFileSync(join(root, 'SECURITY.md'), 'utf8')).toContain('(docs/threat-model.md)')
  })
})
