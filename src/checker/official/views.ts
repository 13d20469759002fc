// Builds the stages of the official's page: sign-in, request, QR code, and an answer without a card.
import { correction, generate } from 'lean-qr'
import { type Scope, scopes } from '../../core/card/token-claims.ts'
import type { Viewer } from '../../core/inspection/access-log.ts'
import type { Words } from '../../core/words/index.ts'
import type { official as thai } from '../../core/words/th/official.ts'
import { h } from '../dom.ts'
import { icon } from '../icons.ts'
import { brand, footer, type PageContext, phrases, wideButton } from '../parts.ts'

export type OfficialWords = Words<typeof thai>
export type OfficialContext = { frame: PageContext; words: OfficialWords }
/** Pixels per module; CSS scales the code. */
const SCALE = 8

const top = (frame: PageContext) => h('header', { class: 'plain' }, brand(frame))
export const title = (text: string) => h('h1', { tabindex: '-1' }, text)
export const page = (
  { frame }: OfficialContext,
  body: (Node | undefined)[],
  next?: HTMLElement,
  beside: HTMLElement[] = [],
  layout: '' | ' desk' = '',
) => [top(frame), h('main', { class: `start official${layout}` }, ...body), footer(frame, next, beside)]

export const waitingView = (context: OfficialContext) =>
  page(context, [h('h1', { class: 'checking', tabindex: '-1' }, `${context.words.checking}…`)])

export type SignInState = 'nobody' | 'unregistered' | 'again' | 'none' | 'unreachable'

export const signInView = (context: OfficialContext, there: SignInState, again: () => void) => {
  const { signIn, answer } = context.words
  const why = there === 'nobody' ? signIn.why : there === 'unreachable' ? answer.unreachable : signIn[there]
  const go =
    there !== 'none' && there !== 'unreachable'
      ? wideButton('secure', signIn.go, () => location.assign('/official/sign-in'))
      : there === 'unreachable'
        ? wideButton('refresh', answer.again, again)
        : undefined
  return page(
    context,
    [
      h('div', { class: 'viewfinder' }, icon('secure')),
      title(context.words.title),
      h('p', { class: 'note' }, icon('info'), phrases(why)),
      wideButton('scan', signIn.without, () => location.assign('/v'), 'other'),
    ],
    go,
  )
}

const scopeChoice = (words: OfficialWords, scope: Scope) =>
  h(
    'label',
    {},
    h('input', { type: 'radio', name: 'scope', value: scope, checked: scope === 'name' }),
    h('span', {}, words.scope[scope]),
  )

export const requestView = (
  context: OfficialContext,
  viewer: Viewer,
  acts: {
    ask: (scope: Scope, why: string) => void
    review?: () => void
    visit?: () => void
    signOut: () => void
    trouble?: string
  },
) => {
  const { ask } = context.words
  const why = h('input', {
    id: 'why',
    name: 'why',
    type: 'text',
    maxlength: '120',
    autocomplete: 'off',
    placeholder: ask.whyHint,
    'aria-describedby': 'trouble',
  }) as HTMLInputElement
  const trouble = h('p', { class: 'note care', id: 'trouble', role: 'alert' }, acts.trouble ?? '')
  trouble.hidden = !acts.trouble
  const fields = h(
    'fieldset',
    {},
    h('legend', {}, ask.what),
    ...scopes.map((scope) => scopeChoice(context.words, scope)),
  )
  const send = () => {
    const chosen = fields.querySelector<HTMLInputElement>('input:checked')?.value
    if (why.value.trim().length >= 3)
      return acts.ask(scopes.find((scope) => scope === chosen) ?? 'name', why.value.trim())
    trouble.textContent = ask.tooShort
    trouble.hidden = false
    why.focus()
  }
  return page(
    context,
    [
      h('p', { class: 'who-asks' }, icon('secure'), `${viewer.agency} · ${viewer.name}`),
      title(ask.title),
      fields,
      h('label', { for: 'why', class: 'why' }, ask.why),
      why,
      trouble,
      wideButton('scan', ask.scan, () => location.assign('/v'), 'other'),
      acts.review && wideButton('picture', context.words.review.title, acts.review, 'other'),
      acts.visit && wideButton('idCard', context.words.visit.title, acts.visit, 'other'),
    ],
    wideButton('qr', ask.go, send),
    [h('button', { class: 'small', type: 'button', click: acts.signOut }, context.words.signOut)],
  )
}

const qrOf = (text: string, label: string) => {
  const code = generate(text, { minCorrectionLevel: correction.M })
  const canvas = h('canvas', { class: 'qr', role: 'img', 'aria-label': label }) as HTMLCanvasElement
  canvas.width = canvas.height = (code.size + 8) * SCALE
  const context = canvas.getContext('2d')!
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = '#060b12'
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++)
      if (code.get(x, y)) context.fillRect((x + 4) * SCALE, (y + 4) * SCALE, SCALE, SCALE)
  return canvas
}

export type Asked = { scope: Scope; why: string }

/**
 * The stage with the QR code, and what was asked: the official reads it aloud. `left` shows the remaining time; the caller
 * updates it. Cancelling is the quiet button, because the next act is the holder's.
 */
export const requestQrView = (
  context: OfficialContext,
  url: string,
  { scope, why }: Asked,
  left: HTMLElement,
  cancel: () => void,
) => {
  const { shown, ask, scope: scopeNames } = context.words
  return page(
    context,
    [
      title(shown.title),
      qrOf(url, shown.qr),
      left,
      h('p', { class: 'note' }, icon('scan'), phrases(shown.how)),
      h(
        'dl',
        { class: 'request' },
        h('dt', {}, ask.what),
        h('dd', {}, scopeNames[scope]),
        h('dt', {}, ask.why),
        h('dd', {}, why),
      ),
    ],
    wideButton('close', shown.cancel, cancel, 'other'),
  )
}

export const answerView = (
  context: OfficialContext,
  answer: 'declined' | 'ended' | 'delivered' | 'unreachable',
  again: () => void,
) =>
  page(
    context,
    [
      h('div', { class: 'viewfinder' }, icon('hidden')),
      h('h1', { tabindex: '-1' }, phrases(context.words.answer[answer])),
    ],
    wideButton('refresh', context.words.answer.again, again),
  )
