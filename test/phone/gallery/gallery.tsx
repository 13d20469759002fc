// Looks at one screen without a service: ?scene=terms&language=en, or ?failure=glare. Never shipped.
import { render } from 'preact'
import { languageFrom } from '../../../src/core/languages.ts'
import { WorldContext } from '../../../src/phone/app-context.ts'
import { loadTerms, loadWords } from '../../../src/phone/words.ts'
import '../../../src/phone/styles/index.ts'
import { portraitBlob } from './drawings.ts'
import { faults } from './faults.ts'
import { failureScene, scenes } from './scenes.tsx'
import { draft, memoryDrafts, quietWorld, told } from './world.ts'

export type Kit = {
  readonly scenes: string[]
  readonly reasons: string[]
  readonly told: unknown[]
  /** `address`: as behind the `?` of this page. Whatever was shown before is gone. */
  show(address: string): Promise<void>
  faults(): string[]
}

const root = document.getElementById('app')!
const show: Kit['show'] = async (address) => {
  const asked = new URLSearchParams(address)
  const language = languageFrom(asked.get('language') ?? 'th')
  const failure = asked.get('failure')
  const scene = failure ? failureScene(failure) : scenes[asked.get('scene') ?? '']
  render(null, root)
  if (!scene) return
  const [words, terms, face] = await Promise.all([loadWords(language), loadTerms(language), portraitBlob()])
  document.documentElement.lang = language
  const view = { ...scene.view, language }
  const drafts = await memoryDrafts(view.draftKey, draft())
  const world = { ...quietWorld, drafts, language, words, terms, view, path: 'home' as const, ...scene.world }
  render(<WorldContext.Provider value={world}>{scene.show(words, face)}</WorldContext.Provider>, root)
}

const open = async () => {
  await document.fonts.ready
  const { reasons } = await loadWords('th')
  await show(location.search)
  const kit: Kit = { scenes: Object.keys(scenes), reasons: Object.keys(reasons), told, show, faults }
  Object.assign(window, { kit })
}
open()
