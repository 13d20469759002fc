// The parts that the views share: brand line, steps, phrases, buttons, footer.
import { languageTable, nextLanguage } from '../core/languages.ts'
import type { CheckerWords } from '../core/words/en/checker.ts'
import { h } from './dom.ts'
import { type IconName, icon } from './icons.ts'
import type { Settings } from './settings.ts'
import { logo } from './shapes.ts'

export type PageContext = {
  words: CheckerWords
  settings: Settings
  /** Takes only the changed settings, so that two quick taps do not undo each other. */
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

/** The text without the marks of `phrases`: for titles, labels and the voice. */
export const plain = (text: string): string => text.replace(/[|*]/g, '')

/**
 * Thai has no spaces at which a browser could break lines, so the texts mark phrases with |. Lines break only there. What
 * stands between two * is bold.
 */
export const phrases = (text: string) => {
  let bold = false
  const inline = (part: string) =>
    part.split('*').map((piece, i) => {
      if (i > 0) bold = !bold
      return bold && piece !== '' ? h('b', {}, piece) : piece
    })
  // A browser drops a space at the end of an inline block, so the space stands between the blocks.
  return h(
    'span',
    {},
    ...text
      .split('|')
      .flatMap((part) => [h('span', { class: 'phrase' }, ...inline(part.trim())), part.endsWith(' ') && ' ']),
  )
}

/** A step with its icon, or with its number in a circle. */
export const step = ([sign, text]: readonly [IconName | number, string]) =>
  h(
    'li',
    {},
    typeof sign === 'number' ? h('span', { class: 'number', 'aria-hidden': 'true' }, `${sign}`) : icon(sign),
    phrases(text),
  )

/** A button of full width. A view has one `main` button. */
export const wideButton = (name: IconName, label: string, press: () => void, kind: 'main' | 'other' = 'main') =>
  h('button', { class: `wide ${kind}`, type: 'button', click: press }, icon(name), phrases(label))

/** The view while the signature is verified and the status fetched, or while the rest of the page arrives. */
export const waitingView = (frame: PageContext, text: string): HTMLElement[] => [
  h('header', { class: 'plain' }, brand(frame)),
  h('main', { class: 'start' }, h('h1', { class: 'checking', tabindex: '-1' }, text)),
]

/** The footer: the next action, other controls, the language switch. */
export const footer = (frame: PageContext, next?: HTMLElement, beside: readonly HTMLElement[] = []) =>
  h('footer', {}, next, h('div', { class: 'foot' }, ...beside, languageSwitch(frame)))
