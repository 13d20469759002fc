// Where the thread of the pictures begins: it reads TypeScript too, whatever reads it in the process that started it.
import { register } from 'tsx/esm/api'

register()
await import('./pictures-thread.ts')
