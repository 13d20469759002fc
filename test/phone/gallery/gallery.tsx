// Looks at one screen without a service: ?scene=terms&language=en, or ?failure=glare. Never shipped.
import { render } from 'preact'
import { languageFrom, loadTerms, loadWords } from '../../../src/phone/words.ts'
import { WorldContext } from '../../../src/phone/world.ts'
import '../../../src/phone/styles/index.ts'
import { portraitBlob } from './drawings.ts'
import { failureScene, scenes } from './scenes.tsx'
import { draft, memoryDrafts, quietWorld } from './world.ts'

const asked = new URLSearchParams(location.search)
const language = languageFrom(asked.get('language') ?? 'th')
const failure = asked.get('failure')
const scene = failure ? failureScene(failure) : scenes[asked.get('scene') ?? '']

const open = async () => {
  await document.fonts.ready
  const [words, terms, face] = await Promise.all([loadWords(language), loadTerms(language), portraitBlob()])
  document.documentElement.lang = language
  document.documentElement.dataset.scenes = Object.keys(scenes).join(' ')
  document.documentElement.dataset.reasons = Object.keys(words.reasons).join(' ')
  if (!scene) return
  const view = { ...scene.view, language }
  const drafts = await memoryDrafts(view.draftKey, draft())
  const world = { ...quietWorld, drafts, language, words, terms, view, path: 'home' as const, ...scene.world }
  render(
    <WorldContext.Provider value={world}>{scene.show(words, face)}</WorldContext.Provider>,
    document.getElementById('app')!,
  )
}
open()
