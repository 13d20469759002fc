// Who may import whom. A room is a folder or a file; the longest name that fits a file is its room, and every file has one.

/**
 * What the files of a room may import besides one another: a room alone (`src/core`), a room with all beneath it (`src/core/`),
 * a package, or a file that is no code. `type:` marks what may be imported as a type alone; `packages` is any package.
 */
export type Allowances = readonly string[]

const node = 'node:'
/** What every place of the service is built on. */
const groundwork = [
  'src/service/deps.ts',
  'src/service/model.ts',
  'src/service/ports',
  'src/service/platform',
  'src/core/',
] as const

const core: Record<string, Allowances> = {
  'src/core': [],
  'src/core/languages.ts': ['src/core/card'],
  'src/core/dates.ts': ['src/core/card', 'src/core/languages.ts'],
  'src/core/long-dates.ts': ['src/core/card', 'src/core/languages.ts'],
  'src/core/words': ['type:src/core/journey'],
  'src/core/card': ['src/core'],
  'src/core/inspection': ['src/core', 'src/core/card'],
  'src/core/face': ['src/core', 'valibot'],
  'src/core/pin': ['src/core', 'src/core/card'],
  'src/core/journey': ['src/core'],
  'src/core/chat': [
    'src/core',
    'src/core/languages.ts',
    'src/core/journey',
    'src/core/pin',
    'type:src/core/card',
    'type:src/core/contract',
    'type:src/core/inspection',
  ],
  'src/core/contract': [
    'src/core',
    'src/core/languages.ts',
    'src/core/card',
    'src/core/inspection',
    'src/core/face',
    'src/core/pin',
    'src/core/journey',
    'valibot',
  ],
}

const service: Record<string, Allowances> = {
  'src/service/model.ts': ['type:src/core/'],
  'src/service/ports': ['src/service/model.ts', 'type:src/core/'],
  'src/service/deps.ts': ['src/service/model.ts', 'src/service/ports', 'type:src/core/'],
  'src/service/platform': ['type:src/service/deps.ts', 'src/core/', 'node:crypto'],
  // Adapters: each implements ports, and knows no other but for the sealing and the database that it is handed.
  'src/service/keys': [...groundwork, 'valibot', 'node:crypto'],
  'src/service/store': [
    ...groundwork,
    'type:src/service/keys',
    'migrations/meta',
    'drizzle-orm',
    'type:@libsql/client',
  ],
  'src/service/vault': [...groundwork, 'src/service/store', 'drizzle-orm'],
  'src/service/population-register': [...groundwork],
  'src/service/officials': [...groundwork, 'jose', 'valibot'],
  'src/service/line': [...groundwork, '@line/bot-sdk', 'jose', 'valibot', 'node:crypto'],
  'src/service/settings': ['src/service/keys', 'src/core/', 'valibot'],
  // What the service does for people: no adapter, no HTTP.
  'src/service/selfie': [...groundwork],
  'src/service/pin': [...groundwork, 'src/service/selfie'],
  'src/service/enrolment': [...groundwork, 'src/service/selfie', 'src/service/pin'],
  'src/service/presentation': [...groundwork, 'src/service/pin', 'lean-qr'],
  'src/service/access-log': [...groundwork],
  'src/service/face-review': [...groundwork, 'src/service/pin'],
  'src/service/data-rights': [
    ...groundwork,
    'src/service/access-log',
    'src/service/enrolment',
    'src/service/pin',
    'fflate',
  ],
  'src/service/chat': [...groundwork, 'src/service/enrolment', 'src/service/pin'],
  'src/service/jobs': [
    ...groundwork,
    'src/service/chat',
    'src/service/data-rights',
    'src/service/enrolment',
    'src/service/face-review',
    'src/service/pin',
  ],
  'src/service/routes': [
    ...groundwork,
    'src/service/access-log',
    'src/service/chat',
    'src/service/data-rights',
    'src/service/enrolment',
    'src/service/face-review',
    'src/service/jobs',
    'src/service/line',
    'src/service/pin',
    'src/service/presentation',
    'src/service/selfie',
    'hono',
    'valibot',
  ],
  'src/service/app.ts': [...groundwork, 'src/service/routes', 'hono'],
  // The entries build the adapters and hand them in.
  'src/assemble.ts': ['src/service/', 'src/core/'],
  'src/worker.ts': ['src/assemble.ts', 'src/service/', '@libsql/client', 'drizzle-orm'],
  'src/open-file.ts': ['src/service/store', '@libsql/client', node],
  'src/node.ts': [
    'src/assemble.ts',
    'src/open-file.ts',
    'src/service/',
    'src/core/contract',
    'hono',
    '@hono',
    '@libsql/client',
    'drizzle-orm',
    node,
  ],
}

const phoneBase = ['src/phone', 'src/vision/', 'src/core/'] as const
const phone: Record<string, Allowances> = {
  'src/phone': ['src/phone/vision', ...phoneBase, 'preact', '@line/liff', '@jsquash/webp'],
  'src/phone/vision': [
    'assets/models',
    'src/vision/',
    'src/core/',
    '@vladmandic/human',
    'tesseract.js',
    'thai-address-universal',
  ],
  'src/phone/form': [...phoneBase],
  'src/phone/styles': ['@fontsource'],
  'src/phone/parts': [...phoneBase, 'src/phone/form', 'src/phone/pictures', 'preact', 'lean-qr', '@phosphor-icons'],
  'src/phone/screens': [...phoneBase, 'src/phone/form', 'src/phone/parts', 'preact'],
  'src/phone/app.tsx': [...phoneBase, 'src/phone/parts', 'src/phone/screens', 'preact'],
  'src/phone/boot.tsx': [...phoneBase, 'src/phone/parts', 'src/phone/app.tsx', 'preact'],
  'src/phone/main.tsx': ['src/phone/boot.tsx', 'src/phone/styles', 'preact'],
}

const pages: Record<string, Allowances> = {
  'src/vision': ['src/core/'],
  'src/vision/card': ['src/vision', 'src/core/'],
  'src/vision/face': ['src/vision', 'src/core/', 'type:@vladmandic/human'],
  'src/examiner': ['src/vision/', 'src/core/', '@vladmandic/human', '@jsquash', 'tsx', node],
  'src/verifier': ['src/core/'],
  'src/checker': ['src/verifier', 'src/core/', 'zxing-wasm', 'fflate', 'lean-qr', '@fontsource', '@phosphor-icons'],
  'src/simulator': [
    'src/core/',
    'src/vision/',
    'src/phone/vision',
    'hono',
    '@hono',
    'valibot',
    'preact',
    '@line/bot-sdk',
    'jose',
    '@vladmandic/human',
    '@fontsource',
    '@phosphor-icons',
    node,
  ],
}

/** What is run by hand. Only what is run on a developer's machine plays LINE; nothing reaches into tests and benches. */
const tools: Record<string, Allowances> = {
  tools: ['type:packages', node],
  'tools/settings': ['src/service/settings'],
  // Which face models are installed, and what the build makes of them, is one fact (examiner/model-files.ts).
  'tools/build': [
    'tools',
    'tools/settings',
    'src/core/',
    'src/service/line',
    'src/service/settings',
    'src/service/store',
    'packages',
    node,
    'src/examiner',
    'src/vision/',
  ],
  'tools/deploy': [
    'tools',
    'tools/settings',
    'tools/build',
    'src/assemble.ts',
    'src/service/keys',
    'src/service/line',
    'src/service/settings',
    'src/core/',
    'packages',
    node,
    'src/examiner',
  ],
  'tools/ops': [
    'tools',
    'tools/settings',
    'tools/deploy',
    'src/node.ts',
    'src/examiner',
    'src/service/keys',
    'src/service/platform',
    'src/service/settings',
    'src/service/store',
    'src/vision/',
    'src/core/',
    'packages',
    node,
    'tools/build',
  ],
  'tools/dev': [
    'tools',
    'tools/build',
    'src/assemble.ts',
    'src/node.ts',
    'src/simulator',
    'src/service/keys',
    'src/service/line',
    'src/service/settings',
    'packages',
    node,
    'src/examiner',
  ],
  'tools/demo': ['tools', 'tools/build', 'tools/dev', 'src/simulator', 'src/core/', 'packages', node, 'src/examiner'],
  training: ['thai-address-universal', node],
  'drizzle.config.ts': ['packages'],
  'vitest.config.ts': ['packages', node],
}

/** Tests stand beside what they test; the kit is shared by tests and benches, and knows neither. */
const kit = ['test/kit', 'packages', node] as const
const tests: Record<string, Allowances> = {
  'test/kit': ['src/', 'tools', 'tools/build', 'tools/dev', 'packages', node],
  bench: ['src/', 'tools', 'tools/build', 'tools/dev', ...kit],
  'test/walls': [...kit],
  'test/core': ['src/core/', ...kit],
  'test/vision': ['src/vision/', 'src/core/', 'src/examiner', 'src/simulator', 'tools/ops', 'bench', ...kit],
  'test/service': ['src/service/', 'src/core/', 'src/assemble.ts', 'src/simulator', ...kit],
  'test/phone': ['src/phone/', 'src/vision/', 'src/core/', ...kit],
  'test/verifier': ['src/verifier', 'src/core/', ...kit],
  'test/checker': ['src/checker', 'src/core/', ...kit],
  'test/examiner': ['src/examiner', 'src/vision/', 'src/core/', ...kit],
  'test/simulator': ['src/simulator', 'src/vision/', 'src/core/', ...kit],
  'test/tools': ['tools/', 'src/', 'migrations/meta', ...kit],
  'test/journeys': ['src/service/', 'src/core/', 'src/examiner', 'src/simulator', 'tools/demo', ...kit],
  'test/runtimes': ['src/worker.ts', 'tools/build', ...kit],
  'test/faults': ['src/node.ts', 'src/service/', 'src/simulator', 'tools', 'tools/dev', ...kit],
  'test/proofs': [
    'src/assemble.ts',
    'src/service/',
    'src/core/',
    'src/checker',
    'src/examiner',
    'src/vision/',
    'tools/',
    ...kit,
  ],
  'test/browser': ['src/', 'tools/', 'test/phone', 'test/simulator', ...kit],
  test: ['bench', 'test/walls', 'tools/', 'src/', ...kit],
}

export const rooms: Readonly<Record<string, Allowances>> = {
  ...core,
  ...service,
  ...phone,
  ...pages,
  ...tools,
  ...tests,
}
