// Type-checks every place under its own tsconfig: the nested configs are what makes `fetch` in core a compile error.
import { spawnSync } from 'node:child_process'

const configs = [
  'tsconfig.json',
  'src/core',
  'src/vision',
  'src/service',
  'src/phone',
  'src/examiner',
  'src/checker',
  'src/simulator',
  'src/simulator/page',
]
const failed = configs.filter((project) => {
  const started = performance.now()
  const { status } = spawnSync('node_modules/.bin/tsc', ['-p', project], { stdio: 'inherit' })
  console.log(`types ${project} ${status === 0 ? 'ok' : 'FAILED'} ${Math.round(performance.now() - started)} ms`)
  return status !== 0
})
process.exit(failed.length === 0 ? 0 : 1)
