// Builds the official's pages on their own: sharing pieces with the mini-app would cost the first scan a dozen requests.
import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import { offline } from '../../scripts/offline.ts'

const root = resolve(import.meta.dirname, '..')

export default defineConfig({
  root,
  publicDir: false,
  plugins: [offline()],
  build: {
    outDir: resolve(root, '../dist/web'),
    emptyOutDir: false,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: ['checker', 'checker/official'].map((page) => resolve(root, page, 'index.html')) },
  },
})
