// Builds the citizen's mini-app into dist/web. The checker's and officials' pages have their own configurations.
import { resolve } from 'node:path'
import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'
import { buildFiles } from './files.ts'
import { models } from './models.ts'

const here = resolve(import.meta.dirname, '../..')

/** The `exports` of Human are broken: subpaths fail, and Node resolves to a native build. The alias names the file of the browser build. */
export const alias = { '@vladmandic/human': resolve(here, 'node_modules/@vladmandic/human/dist/human.esm.js') }

export default defineConfig({
  root: resolve(here, 'src'),
  publicDir: false,
  plugins: [preact(), models(), buildFiles()],
  resolve: { alias },
  build: {
    outDir: resolve(here, 'dist/web'),
    emptyOutDir: true,
    target: ['safari15.4', 'ios15.4', 'chrome100'],
    chunkSizeWarningLimit: 2500,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: resolve(here, 'src/phone/index.html'),
    },
  },
})
