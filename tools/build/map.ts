// `npm run map`: prints the journey as mermaid from the map in core, between two marks in the README. A test keeps it current.
import { readFileSync, writeFileSync } from 'node:fs'
import { map, type Step, steps } from '../../src/core/journey/map.ts'

const begin = '<!-- map: npm run map -->'
const end = '<!-- /map -->'

const label = (step: Step) => {
  const { progressStep } = map[step] as { progressStep?: number }
  return progressStep ? `${step}["${progressStep} · ${step}"]` : `${step}([${step}])`
}

/** Arrows back to an earlier step or out of the journey are dotted, so that the main path stands out. */
const arrow = (from: Step, to: Step) =>
  steps.indexOf(to) > steps.indexOf(from) && to !== 'inPerson' && to !== 'declined' ? '-->' : '-.->'

export const mermaid = (): string => {
  const edges = steps.flatMap((from) =>
    Object.entries(map[from].on as Record<string, Step>).map(
      ([event, to]) => `  ${from} ${arrow(from, to)}|${event}| ${to}`,
    ),
  )
  return ['```mermaid', 'flowchart TD', ...steps.map((step) => `  ${label(step)}`), ...edges, '```'].join('\n')
}

/** `text` with the current map between its marks. */
export const withMap = (text: string): string => {
  const [before = '', rest = ''] = text.split(begin)
  const [, after = ''] = rest.split(end)
  return `${before}${begin}\n${mermaid()}\n${end}${after}`
}

if (import.meta.filename === process.argv[1]) {
  writeFileSync('README.md', withMap(readFileSync('README.md', 'utf8')))
  console.log('README.md holds the current map.')
}
