// The whole page: the phone on the left, the desk beside it. Its state: the phone's user, the language, the printer's
// options.
import { useEffect, useReducer, useState } from 'preact/hooks'
import { defaultLanguage, type Language, languageTable, nextLanguage } from '../../core/languages.ts'
import { Inspector } from './desk/inspector.tsx'
import { People } from './desk/people.tsx'
import { SpecimenPanel } from './desk/specimen-panel.tsx'
import { SwitchPanel } from './desk/switches.tsx'
import { Icon } from './icon.tsx'
import { Phone } from './phone/phone.tsx'
import { follow, reset } from './platform.ts'
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
  const [language, setLanguage] = useState<Language>(defaultLanguage)
  const [bigText, setBigText] = useState(false)
  const [tools, setTools] = useState(false)
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
  return (
    <div class={`page${tools ? ' shows-tools' : ''}${bigText ? ' big-text' : ''}`}>
      <Phone
        key={person.id}
        state={state}
        person={person}
        printOptions={printOptions}
        say={say}
        onTools={() => setTools(true)}
      />
      <div class="desk">
        <header class="desk-head">
          <h1>
            {say.title} <small>{`${location.host} · ${say.offline}`}</small>
          </h1>
          <button type="button" class="quiet back-to-phone" onClick={() => setTools(false)}>
            {say.backToPhone}
          </button>
          <button type="button" class="quiet" aria-pressed={bigText} onClick={() => setBigText(!bigText)}>
            {say.bigText}
          </button>
          <button type="button" class="quiet" onClick={() => setLanguage(nextLanguage(language))}>
            {languageTable[nextLanguage(language)].name}
          </button>
          <button type="button" class="strong" data-testid="restart" onClick={() => void reset()}>
            <Icon name="arrows" />
            {say.restart}
          </button>
        </header>
        <People people={state.people} chosen={person.id} language={language} say={say} onChoose={setChosen} />
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
    </div>
  )
}
