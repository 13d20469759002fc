// Serves a user's data copy outside LINE: a page, then the file once, after a tap. No session: the address is the secret.
import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import { toBase64 } from '../../core/base64.ts'
import { bangkokDay } from '../../core/card/thai-date.ts'
import { defaultLanguage, type Language, languages } from '../../core/languages.ts'
import { themed } from '../../core/palette.ts'
import { copyPage as en } from '../../core/words/en/own-data.ts'
import type { Words } from '../../core/words/index.ts'
import { copyPage as th } from '../../core/words/th/own-data.ts'
import { deliverCopy } from '../data-rights/copy.ts'
import type { Handler } from './bind.ts'
import type { Env } from './problem.ts'

const words: Record<Language, Words<typeof th>> = { th, en }

const { ink, cotton, kram, onKram, muted } = themed
const style = `:root{color-scheme:light dark}body{font:17px/1.6 "Noto Sans Thai Looped",Thonburi,system-ui,sans-serif;\
max-width:34rem;margin:0 auto;padding:2rem 1.25rem;color:${ink.light};background:${cotton.light}}h1{font-size:1.5rem;line-height:1.35}\
button{font:inherit;font-weight:700;width:100%;min-height:56px;border:0;border-radius:14px;color:${onKram.light};background:${kram.light}}\
small{display:block;margin-top:.75rem;color:${muted.light}}@media(prefers-color-scheme:dark){body{color:${ink.dark};background:${cotton.dark}}\
button{color:${onKram.dark};background:${kram.dark}}small{color:${muted.dark}}}`

/** The policy names the page's only style by its hash and allows nothing else. */
const policy = async () => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))
  const hash = toBase64(new Uint8Array(digest))
  return `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`
}

const page = async (c: Context<Env>, status: 200 | 404, language: Language, title: string, body: unknown) => {
  const whole = html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>${title}</title><style>${raw(style)}</style></head><body>${body}</body></html>`
  return c.html(whole, status, { 'content-security-policy': await policy(), 'cache-control': 'no-store' })
}

/** The same page for an address that was used, has expired or never existed. */
const ended = (c: Context<Env>) =>
  page(
    c,
    404,
    defaultLanguage,
    words[defaultLanguage].ended,
    languages.map(
      (each) => html`<h1 lang="${each}">${words[each].ended}</h1><p lang="${each}">${words[each].endedText}</p>`,
    ),
  )

/** Describes the copy without consuming it: browsers and messengers fetch addresses that no user tapped. */
export const getCopyPage: Handler<'getCopyPage'> = async ({ deps, c, param }) => {
  const id = await deps.store.copies.person(param, deps.clock())
  const person = id && (await deps.store.people.byId(id))
  if (!person) return ended(c)
  const said = words[person.language]
  const body = html`<h1>${said.title}</h1><p>${said.text}</p><p>${said.care}</p>
<form method="post"><button>${said.go}</button><small>${said.once}</small></form>`
  return page(c, 200, person.language, said.title, body)
}

export const takeCopy: Handler<'takeCopy'> = async ({ deps, c, param }) => {
  const { year, month = 0, day = 0 } = bangkokDay(deps.clock())
  const file = await deliverCopy(deps, param)
  if (!file) return ended(c)
  const name = `phokbat-${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}.zip`
  return c.body(file, 200, {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  })
}
