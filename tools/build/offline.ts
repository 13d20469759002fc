// The checker's service worker: one file with a name that stays, so that browsers find the next one at the same place.
import { resolve } from 'node:path'
import type { Plugin } from 'vite'

const source = resolve(import.meta.dirname, '../../src/checker/offline.ts')

/** Vite plugin: builds it beside the page, as /checker/offline.js; the service hands it out as /v/offline.js. */
export const offline = (): Plugin => ({
  name: 'phokbat-offline',
  apply: 'build',
  buildStart() {
    this.emitFile({ type: 'chunk', id: source, fileName: 'checker/offline.js' })
  },
})
