// docs/openapi.json and docs/api.md say what the app does: printed from the contract, valid, and equal to its routes.
import { readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { routeIds } from '../src/core/contract/contract.ts'
import { app } from '../src/service/app.ts'
import { printed } from '../tools/build/api-docs.ts'

type Operation = { operationId: string; responses: Record<string, unknown> }
const written: { paths: Record<string, Record<string, Operation>> } = JSON.parse(
  readFileSync('docs/openapi.json', 'utf8'),
)
const operations = Object.entries(written.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ at: `${method.toUpperCase()} ${path}`, operation })),
)

describe('docs/openapi.json', () => {
  it('and docs/api.md are current: npm run docs:api prints them', () => {
    for (const [file, text] of Object.entries(printed())) expect(readFileSync(file, 'utf8') === text, file).toBe(true)
  })

  it('has every route of the app and no other', () => {
    const routes = app.routes.filter(({ method }) => method !== 'ALL')
    const asWritten = routes.map(
      ({ method, path }) => `${method} ${path.replace(/:(\w+)(?:\{.*\})?/, '{$1}').replace('*', '{page}')}`,
    )
    expect(operations.map(({ at }) => at).sort()).toEqual([...new Set(asWritten)].sort())
    expect(operations.map(({ operation }) => operation.operationId).sort()).toEqual([...routeIds].sort())
  })

  it('is OpenAPI 3.1 by a validator that is not ours', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(written))
    expect(errors).toBeUndefined()
    expect(valid).toBe(true)
    const broken = structuredClone(written)
    broken.paths['/api/me']!.get!.responses = { wrong: {} }
    expect((await new Validator().validate(broken)).valid).toBe(false)
  })
})
