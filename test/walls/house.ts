// Every file of code with its imports, read once; the room of each; and the circles of a graph.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { rooms } from './rooms.ts'

const root = join(import.meta.dirname, '../..')
const places = ['src', 'test', 'tools', 'bench', 'training']
const isCode = (name: string) => /\.(ts|tsx|mts|mjs)$/.test(name)

export const files: readonly string[] = [
  ...readdirSync(root).filter(isCode),
  ...places.flatMap((place) =>
    readdirSync(join(root, place), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && isCode(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
  ),
]

const texts = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))
export const textOf = (file: string): string => texts.get(file)!

/** The code without its comments. */
export const codeOf = (file: string): string =>
  textOf(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')

const byLength = Object.keys(rooms).sort((a, b) => b.length - a.length)
export const roomOf = (path: string): string | undefined =>
  byLength.find((room) => path === room || path.startsWith(`${room}/`))

/** `to`: a path from the root of the project, or the name of a package. */
export type Import = { to: string; typeOnly: boolean }
const importPattern =
  /^\s*(?:import|export)(\s+type)?\b[^'"`;]*?from\s*'([^']+)'|^import\s*'([^']+)'|\bimport\(\s*'([^']+)'/gm
const importsIn = (file: string): Import[] =>
  [...textOf(file).matchAll(importPattern)].map(([, type, from, bare, dynamic]) => {
    const target = from ?? bare ?? dynamic!
    return {
      to: target.startsWith('.') ? normalize(join(dirname(file), target)).replace(/\?.*/, '') : target,
      typeOnly: type !== undefined,
    }
  })
const imports = new Map(files.map((file) => [file, importsIn(file)]))
export const importsOf = (file: string): readonly Import[] => imports.get(file) ?? []

export type Graph = ReadonlyMap<string, ReadonlySet<string>>

/** A type that is imported binds two files as a value does: neither can be read, or changed, without the other. */
export const fileGraph: Graph = new Map(
  files.map((file) => [file, new Set(importsOf(file).flatMap(({ to }) => (texts.has(to) ? [to] : [])))]),
)

export const roomGraph = (): Graph => {
  const graph = new Map(byLength.map((room) => [room, new Set<string>()]))
  for (const [file, targets] of fileGraph)
    for (const target of targets) {
      const [from, to] = [roomOf(file), roomOf(target)]
      if (from && to && from !== to) graph.get(from)?.add(to)
    }
  return graph
}

/** Everything that can be reached from these, themselves included. */
export const reachable = (from: readonly string[], graph: Graph): Set<string> => {
  const seen = new Set(from)
  for (const node of seen) for (const next of graph.get(node) ?? []) seen.add(next)
  return seen
}

/** One circle for each node that reaches itself, as the shortest way round: `a → b → a`. */
export const circles = (graph: Graph): string[] => {
  const found = new Map<string, string>()
  for (const start of graph.keys()) {
    const cameFrom = new Map<string, string>()
    const queue = [start]
    for (const node of queue) {
      for (const next of graph.get(node) ?? []) {
        if (cameFrom.has(next)) continue
        cameFrom.set(next, node)
        queue.push(next)
      }
    }
    if (!cameFrom.has(start)) continue
    const way = [start]
    for (let at = cameFrom.get(start)!; at !== start; at = cameFrom.get(at)!) way.unshift(at)
    found.set([...way].sort().join(), [start, ...way].join(' → '))
  }
  return [...found.values()]
}
