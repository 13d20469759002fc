// The names of exported types: one name stands for one thing within a place, so that an import cannot pick the wrong one.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const places = [
  ...['core', 'vision', 'service', 'phone', 'checker', 'examiner', 'simulator'].map((place) => `src/${place}`),
  'tools',
  'bench',
  'test/kit',
]

const filesOf = (place: string) =>
  readdirSync(join(root, place), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))

/** Names that the file declares and exports. What it hands on from another file (`export type { … } from`) is declared there. */
const typesOf = (file: string) =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(/^export (?:declare )?(?:type|interface|class|enum) (\w+)/gm),
  ].map(([, name]) => name!)

it.each(places)('no two exported types of %s share a name', (place) => {
  const homes = new Map<string, string[]>()
  for (const file of filesOf(place))
    for (const name of typesOf(file)) homes.set(name, [...(homes.get(name) ?? []), file])
  expect([...homes.keys()].length, 'the place exports types').toBeGreaterThan(0)
  expect([...homes].filter(([, files]) => files.length > 1)).toEqual([])
})
