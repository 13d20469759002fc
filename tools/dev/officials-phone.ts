// The pages of a local run with the simulator's stand-in for an official's camera: the built pages, with one script more.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The pages that an official opens, by their paths in the built folder. */
const pages = ['checker/index.html', 'checker/official/index.html']

/** Adds the script of `simulator` to a page, before the page's own, so that it replaces the camera in time. */
export const withStandIn = (html: string, simulator: string): string =>
  html.replace('<head>', `<head><script type="module" crossorigin src="${simulator}/official.js"></script>`)

const mirror = (from: string, to: string, path: string, change: (html: string) => string): void => {
  mkdirSync(join(to, path), { recursive: true })
  for (const entry of readdirSync(join(from, path), { withFileTypes: true })) {
    const inner = join(path, entry.name)
    if (pages.includes(inner)) writeFileSync(join(to, inner), change(readFileSync(join(from, inner), 'utf8')))
    else if (pages.some((page) => page.startsWith(`${inner}/`))) mirror(from, to, inner, change)
    else symlinkSync(join(from, inner), join(to, inner))
  }
}

/** A folder of `built` pages whose official's pages load the stand-in. The built ones stay as they are. */
export const pagesWithStandIn = (built: string, simulator: string): { folder: string; remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'phokbat-pages-'))
  mirror(built, folder, '', (html) => withStandIn(html, simulator))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
