// `npm run docs:settings`: writes docs/settings.md, .env.example and the comment in wrangler.toml from the settings tables. A test keeps them current.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Group, groups, isSecret, type Setting } from '../../src/service/settings/setting.ts'
import { bindings, settingsTable } from '../../src/service/settings/table.ts'
import { allSettings } from '../settings/table.ts'

const root = join(import.meta.dirname, '../..')
const command = 'npm run docs:settings'
const begin = `# settings: ${command}`
const end = '# /settings'

const rowsOf = (group: Group): [string, Setting][] =>
  Object.entries(allSettings).filter(([, setting]) => setting.group === group)
const sections = Object.entries(groups) as [Group, string][]

const goesTo = (setting: Setting): string =>
  setting.where === 'local' ? `stays on this machine${setting.hidden ? ', secret' : ''}` : setting.where
const presence = ({ presence, default: usual }: Setting): string => {
  if (usual !== undefined) return `\`${usual}\``
  return { required: '**required**', generated: 'made by the first deployment', optional: 'none' }[presence]
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
const tableRow = ([name, setting]: [string, Setting]): string => {
  const { format, purpose, source, readBy } = setting
  const more = [
    source && `Where to find it: ${source}.`,
    readBy && `Read by ${readBy.map((each) => `\`${each}\``).join(', ')}.`,
  ]
  const meaning = [purpose, ...more.filter(Boolean)].join(' ')
  return `| \`${name}\` | ${[format, presence(setting), goesTo(setting), meaning].map(cell).join(' | ')} |`
}
const table = (group: Group): string =>
  ['| Setting | Form | Default | Goes to | Meaning |', '|---|---|---|---|---|', ...rowsOf(group).map(tableRow)].join(
    '\n',
  )

export const settingsPage = (): string => `# Settings

Every setting of the service and of its commands. This page is made from the tables in
[src/service/settings/table.ts](../src/service/settings/table.ts) and
[tools/settings/table.ts](../tools/settings/table.ts): change them there, then run \`${command}\`.

- **On Cloudflare**, \`npm run deploy\` reads the settings from the environment or from \`.env.deploy\` and uploads them:
  \`var\` as a variable that can be read in the dashboard, \`secret\` as a secret that cannot be read again.
- **On a machine of your own**, \`npm run serve\` reads them from the environment or from the file that \`--env\` names.
- The environment goes before the file. An empty value counts as left out.
- Everything that is missing or malformed is named at once, before anything starts. A misspelt name stops
  \`npm run deploy\`; \`npm run serve\` and \`npm run doctor\` name it.
- [.env.example](../.env.example) is a file to begin with.

${sections.map(([group, title]) => `## ${title}\n\n${table(group)}`).join('\n\n')}

## Bindings on Cloudflare

[wrangler.toml](../wrangler.toml) binds these to the Worker; they are not set by hand.

| Binding | Meaning |
|---|---|
${Object.entries(bindings)
  .map(([name, meaning]) => `| \`${name}\` | ${meaning} |`)
  .join('\n')}
`

const exampleLines = ([name, setting]: [string, Setting]): string[] => {
  const { format, purpose, source, presence, default: usual, environmentOnly } = setting
  const value = usual === undefined ? '' : /["#\s]/.test(usual) ? `'${usual}'` : usual
  return [
    `# ${purpose}${isSecret(setting) ? ' Secret.' : ''}${environmentOnly ? ' Read from the environment alone, not from a file.' : ''}`,
    `# Form: ${format}.`,
    ...(source ? [`# Where to find it: ${source}.`] : []),
    `${presence === 'required' ? '' : '# '}${name}=${value}`,
    '',
  ]
}

export const envExample = (): string =>
  [
    `# Settings of Phokbat, made by \`${command}\`. docs/settings.md has the same as a table.`,
    '# On Cloudflare: copy this file to .env.deploy, then run `npm run deploy`.',
    '# On a machine of your own: copy it to phokbat.env, then run `npm run serve -- --env phokbat.env`.',
    '# A line that begins with "# NAME=" shows the default; remove the "# " to set another value.',
    '',
    ...sections.flatMap(([group, title]) => [`# ---- ${title} ----`, '', ...rowsOf(group).flatMap(exampleLines)]),
  ].join('\n')

const commentLines = (where: Setting['where']): string[] => {
  const rows = Object.entries<Setting>(settingsTable).filter(([, setting]) => setting.where === where)
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(
    ([name, { purpose, presence }]) =>
      `#   ${name.padEnd(width)}  ${presence === 'optional' ? '' : 'Required. '}${purpose.replaceAll(/[`*]/g, '')}`,
  )
}

const wranglerComment = (): string =>
  [
    begin,
    '# Variables, uploaded by `npm run deploy` or set in the dashboard (docs/settings.md has their forms and defaults):',
    ...commentLines('var'),
    '#',
    '# Secrets, uploaded by `npm run deploy` or by `wrangler secret put NAME`:',
    ...commentLines('secret'),
    end,
  ].join('\n')

/** `text` of wrangler.toml with the comment between its marks brought up to date. */
export const withSettingsComment = (text: string): string => {
  const [before = '', rest = ''] = text.split(begin)
  const [, after = ''] = rest.split(end)
  return `${before}${wranglerComment()}${after}`
}

/** File → its content as it should be. */
export const settingsDocs = (): Record<string, string> => ({
  'docs/settings.md': settingsPage(),
  '.env.example': envExample(),
  'wrangler.toml': withSettingsComment(readFileSync(join(root, 'wrangler.toml'), 'utf8')),
})

if (import.meta.filename === process.argv[1]) {
  const docs = settingsDocs()
  for (const [file, text] of Object.entries(docs)) writeFileSync(join(root, file), text)
  console.log(`Written: ${Object.keys(docs).join(', ')}.`)
}
