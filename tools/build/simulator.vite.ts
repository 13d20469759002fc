// Builds the simulator's page and its scripts for the mini-app and the official's pages into dist/simulator, which never ships with the product.
import { resolve } from 'node:path'
import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'
import { models } from './models.ts'
import { alias } from './phone.vite.ts'

const here = resolve(import.meta.dirname, '../../src/simulator')

export default defineConfig({
  root: resolve(here, 'page'),
  publicDir: false,
  plugins: [preact(), models()],
  resolve: { alias },
  build: {
    outDir: resolve(here, '../../dist/simulator'),
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 2500,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: {
        page: resolve(here, 'page/index.html'),
        liff: resolve(here, 'liff/sdk.ts'),
        official: resolve(here, 'official/stand-in.ts'),
      },
      preserveEntrySignatures: 'exports-only',
      output: {
        entryFileNames: (chunk) =>
          ['liff', 'official'].includes(chunk.name) ? `${chunk.name}.js` : 'assets/[name]-[hash].js',
      },
    },
  },
})
