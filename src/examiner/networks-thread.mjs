// Where the thread of the networks begins: it reads TypeScript too, whatever reads it in the process that started it.
import { register } from 'tsx/esm/api'

register()
await import('./networks-thread.ts')
