// `npm run docs:data-model`: the tables as a diagram and with an example row each, out of the drizzle schema. A test keeps the document current.
import { readFileSync, writeFileSync } from 'node:fs'
import { is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import * as schema from '../../src/service/store/schema.ts'
import * as faceReview from '../../src/service/store/schema-face-review.ts'
import * as presentation from '../../src/service/store/schema-presentation.ts'
import * as protection from '../../src/service/store/schema-protection.ts'
import { type Column, tables } from './data-model/tables.ts'

const begin = '<!-- tables: npm run docs:data-model -->'
const end = '<!-- /tables -->'
export const document = 'docs/data-model.md'

type Drawn = Column & { name: string; type: string; key: string }

const configs = Object.values({ ...schema, ...faceReview, ...presentation, ...protection }).flatMap((value) =>
  is(value, SQLiteTable) ? [getTableConfig(value)] : [],
)

/** The columns of a table with what `tables` says of them; throws where schema and description differ. */
const columnsOf = (name: string): Drawn[] => {
  const config = configs.find((one) => one.name === name)
  const described = tables[name]?.columns
  if (!config || !described) throw new Error(`${name} is not both a table of the schema and described`)
  const superfluous = Object.keys(described).filter((column) => !config.columns.some((one) => one.name === column))
  if (superfluous.length > 0) throw new Error(`${name} has no column ${superfluous.join(', ')}`)
  return config.columns.map((column) => {
    const told = described[column.name]
    if (!told) throw new Error(`${name}.${column.name} has no example in tools/build/data-model/tables.ts`)
    const type = column.getSQLType()
    if ((type === 'blob') !== (told.form === 'sealed'))
      throw new Error(`${name}.${column.name} is ${type} and described as ${told.form}`)
    return { ...told, name: column.name, type, key: column.primary ? 'PK' : column.isUnique ? 'UK' : '' }
  })
}

const entity = (name: string): string[] => [
  `  ${name} {`,
  ...columnsOf(name).map(({ name: column, type, key, form }) =>
    ['   ', type, column, key, form === 'plain' ? '' : `"${form}"`].filter((part) => part !== '').join(' '),
  ),
  '  }',
]

/** One row at most where the reference is the key itself. */
const relations = (name: string): string[] =>
  columnsOf(name).flatMap(({ name: column, key, refersTo }) =>
    refersTo ? [`  ${refersTo} ||--o${key === 'PK' ? '|' : '{'} ${name} : "${column}"`] : [],
  )

const diagram = (): string => {
  const names = Object.keys(tables)
  return ['```mermaid', 'erDiagram', ...names.flatMap(relations), ...names.flatMap(entity), '```'].join('\n')
}

const shown = ({ form, example }: Drawn) => (form === 'plain' && /^[[{]/.test(example) ? `\`${example}\`` : example)

const section = (name: string): string => {
  const { about, erased } = tables[name] ?? { about: '', erased: '' }
  const rows = columnsOf(name).map((column) => `| \`${column.name}\` | ${column.form} | ${shown(column)} |`)
  return [
    `### ${name}`,
    '',
    `${about} *Erased:* ${erased}`,
    '',
    '| column | form | example |',
    '|---|---|---|',
    ...rows,
  ].join('\n')
}

/** `text` with the diagram and the tables between its marks brought up to date. */
export const withTables = (text: string): string => {
  const undescribed = configs.filter(({ name }) => !tables[name]).map(({ name }) => name)
  if (undescribed.length > 0) throw new Error(`tools/build/data-model/tables.ts lacks ${undescribed.join(', ')}`)
  const [before = '', rest = ''] = text.split(begin)
  const [, after = ''] = rest.split(end)
  const printed = [diagram(), '## Example rows', ...Object.keys(tables).map(section)].join('\n\n')
  return `${before}${begin}\n${printed}\n${end}${after}`
}

if (import.meta.filename === process.argv[1]) {
  writeFileSync(document, withTables(readFileSync(document, 'utf8')))
  console.log(`${document} holds the current tables.`)
}
