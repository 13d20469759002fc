// LINE Login on a web page, for officials: OpenID discovery, a choice of the person, a code with PKCE, an ID token.

import { Hono } from 'hono'
import { html } from 'hono/html'
import { toBase64Url } from '../../core/base64.ts'
import type { Person } from '../wire.ts'
import type { Login } from './id-token.ts'
import { hex, type SimState } from './state.ts'

type LoginGrant = { person: Person; nonce: string; challenge: string; redirectUri: string; expiresAt: number }

/** ms. LINE's codes expire after ten minutes and work once. */
const codeMs = 600_000

const challengeOf = async (verifier: string) => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  return toBase64Url(new Uint8Array(digest))
}

/** The routes of the provider. Its issuer is the simulator's own origin, where the service can reach it. */
export const webLogin = (sim: SimState, login: Login) => {
  const codes = new Map<string, LoginGrant>()
  const { settings } = sim
  return new Hono()
    .get('/.well-known/openid-configuration', (c) =>
      c.json({
        issuer: settings.origin,
        authorization_endpoint: `${settings.origin}/oauth2/v2.1/authorize`,
        token_endpoint: `${settings.origin}/oauth2/v2.1/token`,
        jwks_uri: `${settings.origin}/oauth2/v2.1/certs`,
      }),
    )
    .get('/oauth2/v2.1/authorize', (c) => {
      const query = new URL(c.req.url).searchParams
      const param = (name: string) => query.get(name) ?? ''
      const redirectUri = param('redirect_uri')
      // LINE accepts only registered redirect URIs; the channel has the service's origin.
      const registered = redirectUri.startsWith(`${new URL(settings.liffEndpoint).origin}/`)
      if (param('client_id') !== settings.loginChannelId || !registered) return c.text('400 Bad Request', 400)
      const person = sim.people.get(param('person'))
      if (!person) {
        const links = [...sim.people.values()].map(
          ({ id, name }) =>
            html`<p><a href="?${new URLSearchParams({ ...Object.fromEntries(query), person: id }).toString()}">${name}</a></p>`,
        )
        return c.html(html`<!doctype html><meta charset="utf-8" /><title>LINE Login</title><h1>LINE Login</h1>${links}`)
      }
      const code = hex(sim, 16)
      const expiresAt = sim.clock() + codeMs
      codes.set(code, { person, nonce: param('nonce'), challenge: param('code_challenge'), redirectUri, expiresAt })
      return c.redirect(`${redirectUri}?${new URLSearchParams({ code, state: param('state') })}`)
    })
    .post('/oauth2/v2.1/token', async (c) => {
      const form = await c.req.parseBody()
      const granted = codes.get(String(form.code))
      codes.delete(String(form.code))
      const fits =
        granted &&
        granted.expiresAt > sim.clock() &&
        granted.redirectUri === form.redirect_uri &&
        granted.challenge === (await challengeOf(String(form.code_verifier))) &&
        form.client_secret === settings.channelSecret
      if (!granted || !fits) return c.json({ error: 'invalid_grant' }, 400)
      return c.json({ token_type: 'Bearer', id_token: await login.webIdToken(granted.person, granted.nonce) })
    })
}
