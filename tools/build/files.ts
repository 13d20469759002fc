// Copies the files that ship unchanged: the pictures of the chat, and `_headers`, the cache rules for Cloudflare.
import { cpSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'

const assets = resolve(import.meta.dirname, '../../assets')

/** Vite plugin: copies them beside the built pages, so that both runtimes serve the same folder. */
export const buildFiles = (): Plugin => {
  let outDir = ''
  return {
    name: 'phokbat-files',
    configResolved: ({ root, build }) => {
      outDir = resolve(root, build.outDir)
    },
    closeBundle: () => {
      const pictures = join(assets, 'pictures')
      for (const name of readdirSync(pictures).filter((name) => name.endsWith('.png')))
        cpSync(join(pictures, name), join(outDir, 'i/static', name))
      cpSync(join(assets, 'web/_headers'), join(outDir, '_headers'))
    },
  }
}
