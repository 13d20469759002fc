import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/vite\.config/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))

/** Room → what its files may import: rooms (by prefix) and packages. `type:` marks what may be imported as a type alone. */
const walls: Record<string, string[]> = {
  'src/core/words': ['src/core/words', 'type:src/core/journey'],
  'src/core/card': ['src/core/card', 'src/core/result.ts'],
  'src/core/inspection': ['src/core/inspection', 'src/core/card', 'src/core/result.ts', 'src/core/jws.ts'],
  'src/core/contract': [
    'src/core/contract',
    'src/core/face',
    'src/core/journey',
    'src/core/inspection',
    'src/core/card',
    'src/core/languages.ts',
    'src/core/pin',
    'valibot',
  ],
  'src/core/face': ['src/core/face', 'src/core/card', 'src/core/result.ts', 'valibot'],
  'src/core/pin': ['src/core/pin', 'src/core/card', 'src/core/result.ts', 'src/core/tries.ts'],
  'src/core/journey': [
    'src/core/journey',
    'src/core/card',
    'src/core/result.ts',
    'src/core/languages.ts',
    'src/core/tries.ts',
  ],
  'src/core/chat': [
    'src/core/chat',
    'src/core/journey',
    'src/core/languages.ts',
    'src/core/pin/rules.ts',
    'type:src/core/card',
    'type:src/core/contract',
    'type:src/core/inspection',
  ],
  'src/core': ['src/core'],
  'src/vision': ['src/vision', 'src/core', 'type:@vladmandic/human'],
  'src/examiner': ['src/examiner', 'src/vision', 'src/core', '@vladmandic/human', '@jsquash', 'node:'],
  'src/service/store': [
    'src/service/store',
    'migrations/meta',
    'src/service/deps.ts',
    'src/service/model.ts',
    'src/service/ports',
    'src/service/platform',
    'type:src/service/keys',
    'src/core',
    'drizzle-orm',
    'type:@libsql/client',
  ],
  'src/service/model.ts': ['type:src/core'],
  'src/service/ports': ['src/service/ports', 'src/service/model.ts', 'type:src/core'],
  'src/service/deps.ts': ['src/service/ports', 'src/service/model.ts', 'type:src/core'],
  'src/service/vault': [
    'src/service/vault',
    'src/service/deps.ts',
    'src/service/model.ts',
    'src/service/ports',
    'src/service/platform',
    'src/service/store',
    'src/core',
    'drizzle-orm',
  ],
  'src/service/keys': [
    'src/service/keys',
    'src/service/deps.ts',
    'src/service/model.ts',
    'src/service/ports',
    'src/service/platform',
    'src/core',
    'valibot',
    'node:crypto',
  ],
  'src/service/population-register': [
    'src/service/population-register',
    'src/service/deps.ts',
    'src/service/model.ts',
    'src/service/ports',
    'src/core',
  ],
  'src/service/line': [
    'src/service/line',
    'src/service/deps.ts',
    'src/service/model.ts',
    'src/service/ports',
    'src/service/platform',
    'src/core',
    '@line/bot-sdk',
    'jose',
    'valibot',
    'node:crypto',
  ],
  'src/service/chat': [
    'src/service/chat',
    'src/service/deps.ts',
    'src/service/model.ts',
    'src/service/ports',
    'src/service/platform',
    'src/service/enrolment',
    'src/service/pin',
    'src/core',
  ],
  'src/service/enrolment': [
    'src/service/enrolment',
    'src/service/pin',
    'src/service/selfie',
    'src/service/deps.ts',
    'src/service/model.ts',
    'src/service/ports',
    'src/service/platform',
    'src/core',
  ],
  'src/service/officials': [
    'src/service/officials',
    'src/service/deps.ts',
    'src/service/model.ts',
    'src/service/ports',
    'src/service/platform',
    'src/core',
    'jose',
    'valibot',
  ],
  'src/service/face-review': [
    'src/service/face-review',
    'src/service/deps.ts',
    'src/service/model.ts',
    'src/service/ports',
    'src/service/platform',
    'src/core',
  ],
  'src/service/presentation': [
    'src/service/presentation',
    'lean-qr',
    'src/service/enrolment',
    'src/service/pin',
    'src/service/deps.ts',
    'src/service/model.ts',
    'src/service/ports',
    'src/service/platform',
    'src/core',
  ],
  'src/service/platform': ['src/service/platform', 'src/service/deps.ts', 'src/core', 'node:crypto', 'valibot'],
  'src/service': ['src/service', 'src/core', 'hono', 'valibot', 'fflate'],
  'src/phone/vision': [
    'src/phone/vision',
    'assets/models',
    'src/vision',
    'src/core',
    '@vladmandic/human',
    'tesseract.js',
    'thai-address-universal',
  ],
  'src/phone': [
    'src/phone',
    'src/vision',
    'src/core',
    'preact',
    '@line/liff',
    'lean-qr',
    '@jsquash/webp',
    '@fontsource',
    '@phosphor-icons',
  ],
  'src/verifier': ['src/verifier', 'src/core'],
  'src/checker': ['src/checker', 'src/verifier', 'src/core', 'zxing-wasm', 'lean-qr', '@fontsource', '@phosphor-icons'],
  'src/simulator': [
    'src',
    'hono',
    '@hono',
    'valibot',
    'preact',
    '@line/bot-sdk',
    'jose',
    '@vladmandic/human',
    '@fontsource',
    '@phosphor-icons',
    'node:',
  ],
  'src/assemble.ts': ['src/service', 'src/core'],
  'src/node.ts': [
    'src/assemble.ts',
    'src/service',
    'src/core/contract',
    'hono',
    '@hono',
    '@libsql/client',
    'drizzle-orm',
    'node:',
  ],
  'src/worker.ts': ['src/assemble.ts', 'src/service', '@libsql/client', 'drizzle-orm'],
}
const rooms = Object.keys(walls).sort((a, b) => b.length - a.length)
const roomOf = (file: string) => rooms.find((room) => file === room || file.startsWith(`${room}/`))

type Import = { to: string; typeOnly: boolean }
const importsOf = (file: string): Import[] =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(
      /^\s*(?:import|export)(\s+type)?\b[^'"`;]*?from\s*'([^']+)'|^import\s*'([^']+)'|\bimport\(\s*'([^']+)'/gm,
    ),
  ].map(([, type, from, bare, dynamic]) => {
    const target = from ?? bare ?? dynamic ?? ''
    return {
      to: target.startsWith('.') ? normalize(join(dirname(file), target)) : target,
      typeOnly: type !== undefined,
    }
  })

const within = (target: string, allowed: string) =>
  target === allowed || target.startsWith(allowed.endsWith(':') ? allowed : `${allowed}/`)
const allows = (room: string, { to, typeOnly }: Import) =>
  (walls[room] ?? []).some((rule) =>
    rule.startsWith('type:') ? typeOnly && within(to, rule.slice(5)) : within(to, rule),
  )

const codeOf = (file: string) =>
  readFileSync(join(root, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')

describe('the walls of the house', () => {
  it('has a room for every file', () => {
    expect(files.filter((file) => !roomOf(file))).toEqual([])
  })

  it('lets each room import only what its row in the table names', () => {
    const breaches = files.flatMap((file) => {
      const room = roomOf(file) ?? ''
      return importsOf(file)
        .filter((imported) => !allows(room, imported))
        .map(({ to }) => `${file} → ${to}`)
    })
    expect(breaches).toEqual([])
  })

  it('lets pages carry addresses and the caller of the contract, and its shapes as types alone', () => {
    const pages = files.filter((file) => /^src\/(phone|checker)\//.test(file))
    const light = ['src/core/contract/addresses.ts', 'src/core/contract/call.ts']
    const heavy = pages.flatMap((file) =>
      importsOf(file).filter(
        ({ to, typeOnly }) => !typeOnly && to.startsWith('src/core/contract/') && !light.includes(to),
      ),
    )
    expect(heavy).toEqual([])
    expect(light.flatMap((file) => importsOf(file).filter(({ typeOnly }) => !typeOnly))).toEqual([])
  })

  it('keeps the simulator, and with it the puppet, out of everything that ships', () => {
    const ships = files.filter((file) => !file.startsWith('src/simulator/'))
    expect(ships.filter((file) => importsOf(file).some(({ to }) => to.includes('simulator')))).toEqual([])
  })

  it('lets vision look and never send: no word of the network in it', () => {
    const looks = files.filter((file) => /^src\/(vision|phone\/vision)\//.test(file))
    const network = /\b(fetch|XMLHttpRequest|WebSocket|sendBeacon|EventSource)\b/
    expect(looks.filter((file) => network.test(codeOf(file)))).toEqual([])
  })

  it('has no clock and no chance in core and vision: both are handed in', () => {
    const pure = files.filter((file) => /^src\/(core|vision)\//.test(file))
    expect(pure.filter((file) => /Date\.now|new Date\(\)|Math\.random|performance\.now/.test(codeOf(file)))).toEqual([])
  })

  it('has no file over 400 lines, and half of them under 80', () => {
    const lengths = files.map((file) => readFileSync(join(root, file), 'utf8').split('\n').length).sort((a, b) => a - b)
    expect(files.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 400)).toEqual([])
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(80)
  })

  it('begins every file with a line that says what it promises', () => {
    expect(files.filter((file) => !/^(\/\/|\/\*\*) /.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
  })
})
