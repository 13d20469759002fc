// The documents hold together: every decision has its parts, every decision that is cited exists, every link leads somewhere.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { document as dataModel, withTables } from '../tools/build/data-model.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const under = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort()

const decisions = under('docs/decisions').filter((path) => /^\d{3}-[a-z0-9-]+\.md$/.test(basename(path)))
const idOf = (path: string) => basename(path).slice(0, 3)
const code = ['src', 'test', 'tools', 'bench', 'training'].flatMap(under)
const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...[...under('docs'), ...code].filter((path) => path.endsWith('.md')),
]

/** What a decision has to have, by what is missing from a file that lacks it. */
const parts: Record<string, RegExp> = {
  'its id and title': /^# \d{3} · \S/,
  'its date': /^- Date: \d{4}-\d{2}-\d{2}/m,
  'its status': /^- Status: (accepted$|superseded by \[\d{3}\]\()/m,
  'its context': /^## Context\n\S/m,
  'what was decided': /^## Decision\n\S/m,
  'its consequence': /^## Consequence\n\S/m,
}

describe('a decision', () => {
  it('has an id of its own, its date, status, context, decision and consequence', () => {
    expect(decisions.length).toBeGreaterThan(50)
    expect(new Set(decisions.map(idOf)).size).toBe(decisions.length)
    const lacking = decisions.flatMap((path) => {
      const text = read(path)
      const missing = Object.entries(parts).flatMap(([part, pattern]) => (pattern.test(text) ? [] : [part]))
      return [
        ...missing.map((part) => `${path}: ${part}`),
        ...(text.startsWith(`# ${idOf(path)} `) ? [] : [`${path}: another id in its title`]),
      ]
    })
    expect(lacking).toEqual([])
  })

  it('is in the index with its title and its status', () => {
    const index = read('docs/decisions/README.md').split('\n')
    const lines = decisions.map((path) => {
      const text = read(path)
      const [, title] = /^# \d{3} · (.+)$/m.exec(text) ?? []
      const [, status] = /^- Status: (.+)$/m.exec(text) ?? []
      return `| [${idOf(path)}](${basename(path)}) | ${title} | ${status} |`
    })
    expect(index.filter((line) => line.startsWith('| ['))).toEqual(lines)
  })

  it('that is cited in code or in a document exists', () => {
    const known = new Set(decisions.map(idOf))
    const places = [...code.filter((path) => /\.(ts|tsx|mjs|py|css)$/.test(path)), ...documents]
    const cited = places.flatMap((path) =>
      [...read(path).matchAll(/\bdecisions? (\d{3})\b/gi)].map(([, id = '']) => ({ path, id })),
    )
    expect(cited.length).toBeGreaterThan(0)
    expect(cited.filter(({ id }) => !known.has(id))).toEqual([])
  })
})

/** A heading as GitHub names it in an address. */
const anchor = (heading: string) =>
  heading
    .replace(/[`*]|\]\([^)]*\)|\[/g, '')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

const anchorsOf = (path: string) =>
  new Set([...read(path).matchAll(/^#{1,6} (.+)$/gm)].map(([, text = '']) => anchor(text)))

const withoutCode = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')

describe('a link in a document', () => {
  it('leads to a file that exists, and to a heading of it', () => {
    const broken = documents.flatMap((path) =>
      [...withoutCode(read(path)).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)|src="(?!https?:)([^"]+)"/g)].flatMap(
        ([, link, src]) => {
          const [target = '', heading] = (link ?? src ?? '').split('#')
          const to = target ? relative(root, join(root, dirname(path), target)) : path
          if (!existsSync(join(root, to))) return [`${path}: ${link ?? src}`]
          return heading && to.endsWith('.md') && !anchorsOf(to).has(heading) ? [`${path}: ${link}`] : []
        },
      ),
    )
    expect(broken).toEqual([])
  })
})

describe('the data model', () => {
  it('shows every table and column as the schema has them today (else: npm run docs:data-model)', () => {
    expect(withTables(read(dataModel))).toBe(read(dataModel))
  })
})

describe('a sequence diagram', () => {
  it('has no # and no ; in a line, at which mermaid would end it', () => {
    const diagrams = documents.flatMap((path) => [
      ...read(path).matchAll(/^```mermaid\nsequenceDiagram\n([\s\S]*?)^```/gm),
    ])
    expect(diagrams.length).toBeGreaterThan(3)
    expect(diagrams.flatMap(([, text = '']) => text.split('\n').filter((line) => /[#;]/.test(line)))).toEqual([])
  })
})

describe('the glossary', () => {
  it('names things that the code has', () => {
    const sources = code
      .filter((path) => /\.(ts|tsx)$/.test(path))
      .map(read)
      .join('\n')
    const paths = [...code, ...documents]
    const named = read('docs/glossary.md')
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| term '))
      .flatMap((line) => [...(line.split('|')[4] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
    expect(named.length).toBeGreaterThan(50)
    const isPath = (name: string) => /^[\w-]+\//.test(name) || name.endsWith('.ts')
    const missing = named.filter((name) =>
      isPath(name)
        ? !paths.some((path) => path.includes(name))
        : !sources.includes(name.replace(/^\w+\./, '').replace(/ = .*/, '')),
    )
    expect(missing).toEqual([])
  })
})
