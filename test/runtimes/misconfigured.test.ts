import { dirname } from 'node:path'
import { Miniflare, Response } from 'miniflare'
import { expect, inject, it } from 'vitest'

it('a Worker without its settings answers nothing but 503, and its log names each in a sentence', async () => {
  const printed: string[] = []
  const path = inject('bundle')
  const workerd = new Miniflare({
    cf: false,
    compatibilityDate: '2026-04-20',
    compatibilityFlags: ['nodejs_compat'],
    modulesRoot: dirname(path),
    modules: [{ type: 'ESModule', path }],
    bindings: { LINE_CHANNEL_SECRET: 'wrong-and-secret', DATABASE_URL: 'file:service.db' },
    serviceBindings: { WORLD: async () => new Response('0') },
    handleStructuredLogs: ({ message }: { message: string }) => void printed.push(message),
  })
  const answer = await workerd.dispatchFetch('http://localhost/webhook', { method: 'POST', body: '{"events":[]}' })
  expect(answer.status).toBe(503)
  await expect.poll(() => printed.join('\n')).toContain('misconfigured')
  await workerd.dispose()
  const said = printed.join('\n')
  for (const sentence of [
    'PUBLIC_ORIGIN is missing',
    'LINE_CHANNEL_SECRET should be the 32 hex digits',
    'the edge has no files',
    'VAULT is not bound',
  ])
    expect(said).toContain(sentence)
  expect(said).not.toContain('wrong-and-secret')
})
