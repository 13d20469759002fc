// Signs officials in with the operator's identity provider, and creates requests that a holder scans as a QR code.

import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { toBase64Url } from '../../core/base64.ts'
import type { officialRoutes, signInRoutes } from '../../core/contract/routes/officials.ts'
import { lifetimes } from '../../core/lifetimes.ts'
import { createRequest, requestAnswer } from '../presentation/requests.ts'
import { type Handlers, refuse } from './bind.ts'
import { cookieNamed } from './official-session.ts'
import { reviews } from './reviewers.ts'

const flowSeconds = 600

export const signIn: Handlers<keyof typeof signInRoutes> = {
  beginSignIn: async ({ deps, c }) => {
    const { officials, config } = deps
    if (!officials) return refuse('not_found')
    const begun = await officials.begin(`${config.origin}/official/callback`)
    if (!begun.ok) return refuse(begun.reason)
    // Lax, because the provider redirects the browser back here from its own site.
    const secure = config.origin.startsWith('https:')
    const options = { path: '/', httpOnly: true, secure, sameSite: 'Lax', maxAge: flowSeconds } as const
    setCookie(c, cookieNamed('sign_in', config.origin), begun.value.flow, options)
    return c.redirect(begun.value.url)
  },
  finishSignIn: async ({ deps, c }) => {
    const { officials, config, random, clock, store, log } = deps
    const named = cookieNamed('sign_in', config.origin)
    const flow = getCookie(c, named)
    deleteCookie(c, named, { path: '/', secure: config.origin.startsWith('https:') })
    if (!officials || !flow) return c.redirect('/official?why=again')
    const callback = { code: c.req.query('code') ?? '', state: c.req.query('state') ?? '', flow }
    const known = await officials.finish(callback, `${config.origin}/official/callback`, clock())
    if (!known.ok) {
      log('official_refused', { reason: known.reason })
      return c.redirect(`/official?why=${known.reason === 'not_registered' ? 'unregistered' : 'again'}`)
    }
    const token = toBase64Url(random(32))
    await store.officialSessions.open(token, known.value, clock() + lifetimes.officialSessionHours * 3_600_000)
    const secure = config.origin.startsWith('https:')
    setCookie(c, cookieNamed('official', config.origin), token, {
      path: '/',
      httpOnly: true,
      secure,
      sameSite: 'Strict',
      maxAge: lifetimes.officialSessionHours * 3600,
    })
    return c.redirect('/official')
  },
}

export const officials: Handlers<keyof typeof officialRoutes> = {
  getOfficial: ({ viewer, reviewer }) => ({ ...viewer, reviews: reviewer !== undefined }),
  signOutOfficial: async ({ deps, c }) => {
    const { origin } = deps.config
    await deps.store.officialSessions.close(getCookie(c, cookieNamed('official', origin)) ?? '')
    deleteCookie(c, cookieNamed('official', origin), { path: '/', secure: origin.startsWith('https:') })
    return undefined
  },
  createRequest: ({ deps, subject, body: { scope, why } }) => createRequest(deps, subject, scope, why),
  getRequestAnswer: async ({ deps, subject, param }) =>
    (await requestAnswer(deps, subject, param)) ?? refuse('not_found'),
  ...reviews,
}
