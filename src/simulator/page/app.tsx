// The whole page: the citizen's phone, the official's beside it, and the desk. Its state: the phone's user, the language,
// the printer's options, what the official's phone shows.
import { useEffect, useReducer, useRef, useState } from 'preact/hooks'
import { type Language, languageTable, nextLanguage } from '../../core/languages.ts'
import { Clock } from './desk/clock.tsx'
import { Inspector } from './desk/inspector.tsx'
import { People } from './desk/people.tsx'
import { Places } from './desk/places.tsx'
import { PlayButton, PlayNote } from './desk/play-bar.tsx'
import { SpecimenPanel } from './desk/specimen-panel.tsx'
import { SwitchPanel } from './desk/switches.tsx'
import { Icon } from './icon.tsx'
import { languageOfBrowser } from './language.ts'
import { type OfficialsPage, type OfficialsPath, OfficialsPhone } from './phone/officials-phone.tsx'
import { Phone } from './phone/phone.tsx'
import { follow, reset } from './platform.ts'
import { type PlayState, playToTheEnd } from './play.ts'
import type { PrintOptions } from './print-options.ts'
import { defaultPrintOptions } from './specimens.ts'
import { reduce } from './state.ts'
import { words } from './words.ts'

const address = new URLSearchParams(location.search)
/** The person in the address (`?person=somchai`), so that each tab can be another phone. */
const fromAddress = () => address.get('person')
/**
 * The person's faces, if the address names others than the default (`&faceOnCard=woodland-2&faceAtCamera=woodland-6`).
 */
const facesFromAddress = (): Partial<PrintOptions> =>
  Object.fromEntries([...address].filter(([name]) => name === 'faceOnCard' || name === 'faceAtCamera'))

export const App = () => {
  const [state, dispatch] = useReducer(reduce, null)
  const [chosen, setChosen] = useState(fromAddress)
  const [wishes, setWishes] = useState<Record<string, PrintOptions>>({})
  const [usual] = useState(() => new Map<string, PrintOptions>())
  const [language, setLanguage] = useState<Language>(() => languageOfBrowser(navigator.languages))
  const [bigText, setBigText] = useState(false)
  const [tools, setTools] = useState(false)
  const [officials, setOfficials] = useState<OfficialsPage>({ path: '/v', visit: 0 })
  const [play, setPlay] = useState<PlayState | null>(null)
  const playing = useRef<AbortController | null>(null)
  const [running, setRunning] = useState(false)
  const [emptying, setEmptying] = useState(false)
  /** Grows when everything is emptied: the phone then opens anew, without the mini-app of before. */
  const [rounds, setRounds] = useState(0)
  const latest = useRef(state)
  latest.current = state
  useEffect(() => follow(dispatch), [])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const say = words[language]
  const person = state?.people.find(({ id }) => id === chosen) ?? state?.people[0]
  if (!state || !person) return <p class="connecting">{say.connecting}</p>
  const usualOf = (id: string): PrintOptions => {
    if (!usual.has(id)) usual.set(id, { ...defaultPrintOptions(id), ...(id === fromAddress() && facesFromAddress()) })
    return usual.get(id) as PrintOptions
  }
  const printOptions = wishes[person.id] ?? usualOf(person.id)
  const openOfficials = (path: OfficialsPath) => setOfficials(({ visit }) => ({ path, visit: visit + 1 }))
  const stopPlaying = () => playing.current?.abort()
  const startPlaying = async () => {
    const controller = new AbortController()
    playing.current = controller
    setRunning(true)
    await playToTheEnd({
      state: () => latest.current ?? state,
      person: person.id,
      printOptions,
      openChecker: () => openOfficials('/v'),
      tell: setPlay,
      stopped: controller.signal,
    })
    if (controller.signal.aborted) setPlay(null)
    setRunning(false)
  }
  const startOver = async () => {
    stopPlaying()
    setEmptying(true)
    setPlay(null)
    await reset()
    setEmptying(false)
    setRounds((count) => count + 1)
    openOfficials('/v')
  }
  const choose = (id: string) => {
    stopPlaying()
    setChosen(id)
  }
  return (
    <div class={`page${tools ? ' shows-tools' : ''}${bigText ? ' big-text' : ''}`}>
      <header class="top">
        <h1>
          {say.title} <small>{`${location.host} · ${say.offline}`}</small>
        </h1>
        <Clock clock={state.clock} language={language} say={say} />
        <div class="row">
          <button type="button" class="quiet back-to-phone" onClick={() => setTools(false)}>
            {say.backToPhone}
          </button>
          <button type="button" class="quiet" aria-pressed={bigText} onClick={() => setBigText(!bigText)}>
            {say.bigText}
          </button>
          <button type="button" class="quiet" onClick={() => setLanguage(nextLanguage(language))}>
            {languageTable[nextLanguage(language)].name}
          </button>
          <button
            type="button"
            class="quiet"
            data-testid="restart"
            title={say.restartWhat}
            disabled={emptying}
            onClick={() => void startOver()}
          >
            <Icon name="arrows" />
            {emptying ? say.restarting : say.restart}
          </button>
          <PlayButton play={play} running={running} say={say} onPlay={() => void startPlaying()} onStop={stopPlaying} />
        </div>
        <PlayNote play={play} say={say} />
      </header>
      <main class="below">
        <Phone
          key={`${person.id} ${rounds}`}
          state={state}
          person={person}
          printOptions={printOptions}
          say={say}
          onTools={() => setTools(true)}
        />
        <OfficialsPhone state={state} page={officials} say={say} onOpen={openOfficials} />
        <div class="desk">
          <People people={state.people} chosen={person.id} language={language} say={say} onChoose={choose} />
          <Places state={state} person={person.id} say={say} onOfficials={openOfficials} />
          <div class="columns">
            <Inspector calls={state.calls} say={say} />
            <SwitchPanel switches={state.switches} say={say} />
          </div>
          <SpecimenPanel
            key={person.id}
            person={person}
            printOptions={printOptions}
            language={language}
            say={say}
            onPrintOptions={(next) => setWishes({ ...wishes, [person.id]: next })}
          />
        </div>
      </main>
    </div>
  )
}
