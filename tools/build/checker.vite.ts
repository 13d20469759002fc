// Builds the checker's page on its own: each file shared with another page would cost the first scan a request.
import { resolve } from 'node:path'
import { defineConfig, type Plugin } from 'vite'
import { offline } from './offline.ts'
import { plainImports } from './plain-imports.ts'

const root = resolve(import.meta.dirname, '../../src')

/** The configuration that builds one page. @param page its folder under `src`. */
export const pageAlone = (page: string, plugins: Plugin[] = []) =>
  defineConfig({
    root,
    publicDir: false,
    plugins,
    build: {
      outDir: resolve(root, '../dist/web'),
      emptyOutDir: false,
      // The oldest phones that the page supports: iOS 15.4 and Android WebView 90.
      target: ['safari15.4', 'ios15.4', 'chrome90'],
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: resolve(root, page, 'index.html') },
    },
  })

export default pageAlone('checker', [offline(), plainImports()])
