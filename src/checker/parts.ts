// What every view of this page is put together from: the line on top, steps, phrases, the foot.
import { languageTable, nextLanguage } from '../core/languages.ts'
import type { CheckerWords } from '../core/words/en/checker.ts'
import { h } from './dom.ts'
import { type IconName, icon } from './icons.ts'
import type { Settings } from './settings.ts'
import { logo } from './shapes.ts'

export type PageContext = {
  words: CheckerWords
  settings: Settings
  /** Only what was tapped: of two quick taps, neither undoes the other. */
  change: (part: Partial<Settings>) => void
  host: string
}

const toggle = (name: IconName, label: string, press: () => void) =>
  h('button', { class: 'tool', type: 'button', 'aria-label': label, title: label, click: press }, icon(name))

export const brand = ({ words, settings, change }: PageContext) =>
  h(
    'div',
    { class: 'brand' },
    logo(),
    h('span', { class: 'brand-name' }, words.brand),
    toggle(settings.muted ? 'muted' : 'sound', settings.muted ? words.unmute : words.mute, () =>
      change({ muted: !settings.muted }),
    ),
    toggle(settings.night ? 'day' : 'night', settings.night ? words.day : words.night, () =>
      change({ night: !settings.night }),
    ),
  )

const languageSwitch = ({ settings, change }: PageContext) => {
  const language = nextLanguage(settings.language)
  return h(
    'button',
    { class: 'language', type: 'button', lang: language, click: () => change({ language }) },
    languageTable[language].name,
  )
}

/** Thai has no spaces for the browser to break at: words mark their phrases with |, and lines end only there. */
export const phrases = (text: string) => {
  const parts = text.split('|')
  // A space at the end of an inline block would be lost, so it stands between the blocks.
  return h(
    'span',
    {},
    ...parts.flatMap((part) => [h('span', { class: 'phrase' }, part.trim()), part.endsWith(' ') && ' ']),
  )
}

export const step = ([name, text]: readonly [IconName, string]) => h('li', {}, icon(name), phrases(text))

/** A button over the whole width; one of a view is the `main` one. */
export const wideButton = (name: IconName, label: string, press: () => void, kind: 'main' | 'other' = 'main') =>
  h('button', { class: `wide ${kind}`, type: 'button', click: press }, icon(name), phrases(label))

/** The foot: what to do next, what else stands there, the language. */
export const footer = (frame: PageContext, next?: HTMLElement, beside: readonly HTMLElement[] = []) =>
  h('footer', {}, next, h('div', { class: 'foot' }, ...beside, languageSwitch(frame)))
