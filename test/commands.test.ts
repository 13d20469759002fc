// docs/commands.md, the scripts of package.json and the benches name the same commands.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { benches } from '../bench/run.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts)
const page = read('docs/commands.md')
const rows = [...page.matchAll(/^\| `npm (?:run )?([a-z][\w:-]*)(?: -- ([\w-]+))?` \| (.*)$/gm)]
const benchFiles = readdirSync(join(root, 'bench')).filter((name) => name.endsWith('.ts') && name !== 'run.ts')
/** These are called by other commands, never by a person. */
const internal: readonly string[] = []

describe('docs/commands.md', () => {
  it('has one row for every script, and no other', () => {
    const named = rows.filter(([, , bench]) => bench === undefined).map(([, name = '']) => name)
    // The benches have a row each in place of one for the script that runs them.
    expect([...named, 'bench', ...internal].sort()).toEqual([...scripts].sort())
  })

  it('has one row for every bench, and so does the list that npm run bench prints', () => {
    const files = benchFiles.map((name) => name.replace(/\.ts$/, '')).sort()
    const named = rows.filter(([, name]) => name === 'bench').map(([, , bench = '']) => bench)
    expect(named.sort()).toEqual(files)
    expect(Object.keys(benches).sort()).toEqual(files)
  })

  it('says of each command in one sentence what it does', () => {
    expect(rows.filter(([, , , cells = '']) => !/^[^|]{15,}\.(?: \[[^\]]+\]\([^)]+\))? \|/.test(cells))).toEqual([])
  })
})

describe('the options of a bench', () => {
  it.each(Object.keys(benches))('%s are those that its help names', (name) => {
    const source = read(`bench/${name}.ts`)
    const [, help = ''] = /(?:const help = |optionsOf\(\s*)`([\s\S]*?)`/.exec(source) ?? []
    const named = (text: string) =>
      [...new Set([...text.matchAll(/(?<![\w-])--([a-z]+)/g)].map(([, it = '']) => it))].sort()
    const row = rows.find(([, , bench]) => bench === name)?.[3]?.split(' | ')[1] ?? ''
    expect(help).toContain(`npm run bench -- ${name}`)
    expect(named(row)).toEqual(named(help.split('\n\n')[0] ?? ''))
  })
})
