// Shows one screen without a service: ?scene=terms&language=en, or ?failure=glare. It is never deployed.
import { render } from 'preact'
import { languageFrom } from '../../../src/core/languages.ts'
import { appContext } from '../../../src/phone/app-context.ts'
import { loadTerms, loadWords } from '../../../src/phone/words.ts'
import '../../../src/phone/styles/index.ts'
import { calls, draft, memoryDrafts, quietApp } from './app.ts'
import { portraitBlob } from './drawings.ts'
import { faults } from './faults.ts'
import { failureScene, scenes } from './scenes.tsx'

export type Kit = {
  readonly scenes: string[]
  readonly reasons: string[]
  readonly told: unknown[]
  /** Replaces the screen. `address`: the query of this page without the `?`. */
  show(address: string): Promise<void>
  faults(): string[]
}

const root = document.getElementById('app')!
const show: Kit['show'] = async (address) => {
  const query = new URLSearchParams(address)
  const language = languageFrom(query.get('language') ?? 'th')
  const failure = query.get('failure')
  const scene = failure ? failureScene(failure) : scenes[query.get('scene') ?? '']
  render(null, root)
  if (!scene) return
  const [words, terms, face] = await Promise.all([loadWords(language), loadTerms(language), portraitBlob()])
  document.documentElement.lang = language
  const view = { ...scene.view, language }
  const drafts = await memoryDrafts(view.draftKey, draft())
  const app = { ...quietApp, drafts, language, words, terms, view, path: 'home' as const, ...scene.app }
  render(<appContext.Provider value={app}>{scene.show(words, face)}</appContext.Provider>, root)
}

const open = async () => {
  await document.fonts.ready
  const { reasons } = await loadWords('th')
  await show(location.search)
  const kit: Kit = { scenes: Object.keys(scenes), reasons: Object.keys(reasons), told: calls, show, faults }
  Object.assign(window, { kit })
}
open()
