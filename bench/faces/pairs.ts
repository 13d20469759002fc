// Reads lists of pairs in common formats: any separator, with or without a header, several pictures per side (`one.jpg|two.jpg`).
import { err, ok, type Result } from '../../src/core/result.ts'
import type { Pair } from '../../test/kit/faces/samples.ts'

const cellsOf = (line: string, separator: string): string[] =>
  [...line.matchAll(new RegExp(`(?:^|${separator})(?:"((?:[^"]|"")*)"|([^${separator}]*))`, 'g'))].map(
    ([, quoted, plain]) => (quoted?.replaceAll('""', '"') ?? plain ?? '').trim(),
  )

const names = {
  a: ['a', 'left', 'first', 'selfie', 'file1', 'image1', 'img1', 'path1', 'file_a', 'image_a', 'img_a', 'path_a'],
  b: ['b', 'right', 'second', 'card', 'file2', 'image2', 'img2', 'path2', 'file_b', 'image_b', 'img_b', 'path_b'],
  same: ['same', 'label', 'match', 'genuine', 'is_same', 'issame', 'same_person', 'target', 'y'],
  group: ['group', 'sex', 'population', 'set', 'region'],
}
const truth: Record<string, boolean> = {
  '1': true,
  '1.0': true,
  true: true,
  yes: true,
  same: true,
  genuine: true,
  '0': false,
  '0.0': false,
  '-1': false,
  false: false,
  no: false,
  different: false,
  impostor: false,
}

/** The pairs, and the number of lines skipped because they are not pairs. */
export const readPairs = (csv: string): Result<{ pairs: Pair[]; skipped: number }, string> => {
  const lines = csv
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
  if (lines.length === 0) return err('the list of pairs is empty')
  const separator = ['\t', ';', ','].find((mark) => lines[0].includes(mark)) ?? ','
  const first = cellsOf(lines[0], separator).map((cell) => cell.toLowerCase())
  const column = (name: keyof typeof names) => first.findIndex((cell) => names[name].includes(cell))
  const named = { a: column('a'), b: column('b'), same: column('same') }
  const groups = column('group')
  const hasHeader = Object.values(named).every((at) => at >= 0)
  if (!hasHeader && truth[first[2]] === undefined)
    return err(`the first line should be "a,b,same" or a pair; it is "${lines[0].slice(0, 80)}"`)
  const at = hasHeader ? named : { a: 0, b: 1, same: 2 }
  const pairs: Pair[] = []
  let skipped = 0
  for (const line of hasHeader ? lines.slice(1) : lines) {
    const cells = cellsOf(line, separator)
    const same = truth[cells[at.same]?.toLowerCase()]
    const [a, b] = [cells[at.a], cells[at.b]].map((cell) =>
      (cell ?? '')
        .split('|')
        .map((name) => name.trim())
        .filter(Boolean),
    )
    const group = hasHeader ? cells[groups] : undefined
    if (same === undefined || a.length === 0 || b.length === 0) skipped++
    else pairs.push({ a, b, same, ...(group && { group }) })
  }
  return pairs.length > 0 ? ok({ pairs, skipped }) : err('no line of the list is a pair')
}

/** Groups pictures by person: those of a pair marked as the same, and those of one cell. The map gives each picture its group. */
export const personsOf = (pairs: readonly Pair[]): Map<string, string> => {
  const parent = new Map<string, string>()
  const root = (name: string): string => {
    let at = name
    while (parent.get(at) !== at) {
      if (!parent.has(at)) parent.set(at, at)
      at = parent.get(at) ?? at
    }
    return at
  }
  const join = (all: readonly string[]) => {
    for (const name of all) parent.set(root(name), root(all[0]))
  }
  for (const { a, b, same } of pairs) {
    join(a)
    join(b)
    if (same) join([...a, ...b])
  }
  return new Map([...parent.keys()].map((name) => [name, root(name)]))
}
