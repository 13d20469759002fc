import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

it('the Worker stays within its 400 KB gz', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/tsx/dist/cli.mjs', 'bench/edge.ts', '--bundle'],
    {
      encoding: 'utf8',
    },
  )
  console.log(stdout.trim())
  expect(stderr).toBe('')
  expect(status).toBe(0)
})
