// Keeps Vite's preload helper out of a page: 1.4 KB in gzip, which a dynamic import without styles of its own does not need.
import type { Plugin } from 'vite'

const HELPER = '\0vite/preload-helper.js'

export const plainImports = (): Plugin => ({
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) => (id === HELPER ? 'export const __vitePreload = (load) => load()' : undefined),
})
