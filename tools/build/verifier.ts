// `npm run build:verifier`: compiles src/verifier into dist/verifier, a package of its own without dependencies.
import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const out = join(root, 'dist/verifier')
const { version, license, homepage, repository, bugs, engines } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
)

rmSync(out, { recursive: true, force: true })
const compiler = [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'src/verifier/tsconfig.build.json')]
const { status } = spawnSync(process.execPath, compiler, { stdio: 'inherit' })
if (status !== 0) process.exit(1)

const manifest = {
  name: '@phokbat/verifier',
  version,
  description:
    'Verifies Phokbat cards: the token in the QR code, the signed status list, the verdict. No dependencies.',
  license,
  homepage,
  repository,
  bugs,
  engines,
  type: 'module',
  sideEffects: false,
  exports: {
    '.': { types: './verifier/index.d.ts', default: './verifier/index.js' },
    './token-vectors.json': './token-vectors.json',
    './package.json': './package.json',
  },
  files: ['core', 'verifier', 'examples', 'token-vectors.json', 'token.md'],
}
writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`)
const { vectors } = JSON.parse(readFileSync(join(root, 'docs/token-vectors.json'), 'utf8')) as { vectors: unknown[] }
writeFileSync(
  join(out, 'README.md'),
  `# @phokbat/verifier

Verifies the cards of [Phokbat](${homepage}) in browsers, in Node 20 and on the edge. It has no dependencies and fetches nothing.

- \`checkCard\` gives the verdict on one card. [examples/verify.mjs](examples/verify.mjs) is a whole verifier.
- \`readToken\`, \`readStatusToken\`, \`statusInList\` and \`inspect\` are its parts.
- [token.md](token.md) is the specification, [token-vectors.json](token-vectors.json) has ${vectors.length} cards and their verdicts.
`,
)
for (const [from, to] of [
  ['LICENSE', 'LICENSE'],
  ['docs/token.md', 'token.md'],
  ['docs/token-vectors.json', 'token-vectors.json'],
] as const)
  copyFileSync(join(root, from), join(out, to))
mkdirSync(join(out, 'examples'))
cpSync(join(root, 'examples/verify.mjs'), join(out, 'examples/verify.mjs'))
console.log(`dist/verifier holds ${manifest.name} ${version}. Now: npm pack ./dist/verifier`)
