// Builds the checker's service worker under a fixed name: browsers look for updates at the same address.
import { resolve } from 'node:path'
import type { Plugin } from 'vite'

const source = resolve(import.meta.dirname, '../../src/checker/offline.ts')

/** Vite plugin: builds it as /checker/offline.js beside the page; the service serves it as /v/offline.js. */
export const offline = (): Plugin => ({
  name: 'phokbat-offline',
  apply: 'build',
  buildStart() {
    this.emitFile({ type: 'chunk', id: source, fileName: 'checker/offline.js' })
  },
})
