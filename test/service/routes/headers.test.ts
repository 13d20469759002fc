// The headers of every answer where there is TLS, and of each page.
import { expect, it } from 'vitest'
import { app } from '../../../src/service/app.ts'
import type { Deps } from '../../../src/service/deps.ts'

const askedAt = async (origin: string, path: string) => {
  const deps = {
    config: { origin, perMinute: { person: 300, network: 6000 } },
    random: (bytes: number) => new Uint8Array(bytes),
    clock: () => 0,
    log: () => {},
    pages: async () => new Response('page'),
  } as unknown as Deps
  const { headers } = await app.request(path, {}, { deps })
  return headers
}

it('browsers that came once by TLS never come without it again; loopback has none', async () => {
  for (const path of ['/health', '/v/', '/app/', '/nowhere', '/api/me'])
    expect((await askedAt('https://card.example', path)).get('strict-transport-security'), path).toBe(
      'max-age=31536000',
    )
  expect((await askedAt('http://localhost:8787', '/health')).has('strict-transport-security')).toBe(false)
})

it('only the mini-app may connect to LINE, and no page is reached by the page that opened it', async () => {
  for (const path of ['/v/', '/V/', '/s/', '/official/']) {
    const headers = await askedAt('https://card.example', path)
    expect(headers.get('content-security-policy'), path).toMatch(/connect-src 'self';/)
    expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin')
  }
  const app = await askedAt('https://card.example', '/app/')
  expect(app.get('content-security-policy')).toContain('https://api.line.me')
  expect(app.get('cross-origin-opener-policy')).toBe('same-origin-allow-popups')
})
