// A proxy in front of the simulator that adds a provider's two channels, Messaging API and LINE Login, each with its
// own secret and tokens. It refuses a request that uses the credentials of the other channel, as LINE does.
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

export type Channel = { id: string; secret: string }
export type Channels = {
  origin: string
  /** A token of the LINE Login channel, which a user might paste by mistake. */
  loginToken: string
  /** Seconds until the Messaging API token expires; 0: never. */
  expiresIn: number
  /** Every request is answered with this status, as during an outage of LINE. */
  broken?: number
  close: () => Promise<void>
}

const refused = {
  message: 'Authentication failed. Confirm that the access token in the authorization header is valid.',
}

export const openChannels = async (
  simulator: string,
  { messaging, login, accessToken }: { messaging: Channel; login: Channel; accessToken: string },
): Promise<Channels> => {
  const owners = new Map([[accessToken, messaging.id]])
  const issue = (channel: Channel) => {
    const token = randomBytes(24).toString('base64url')
    owners.set(token, channel.id)
    return token
  }
  const channels: Channels = { origin: '', loginToken: issue(login), expiresIn: 0, close: async () => {} }
  const bearer = (header = '') => owners.get(header.replace('Bearer ', ''))
  const forward = (request: Request, as: string) => {
    const { pathname, search } = new URL(request.url)
    const headers = new Headers(request.headers)
    headers.set('authorization', `Bearer ${as}`)
    headers.delete('host')
    const body = request.method === 'GET' ? undefined : request.body
    return fetch(`${simulator}${pathname}${search}`, {
      method: request.method,
      headers,
      body,
      duplex: 'half',
    } as RequestInit)
  }
  const app = new Hono()
    .use(async (c, next) => (channels.broken ? c.json({ message: 'broken' }, channels.broken as 500) : next()))
    .post('/v2/oauth/verify', async (c) => {
      const owner = owners.get(String((await c.req.parseBody()).access_token))
      if (!owner) return c.json({ error: 'invalid_request', error_description: 'access token expired' }, 400)
      return c.json({ client_id: owner, expires_in: channels.expiresIn, scope: 'P' })
    })
    .post('/oauth2/v3/token', async (c) => {
      const { client_id, client_secret } = await c.req.parseBody()
      const channel = [messaging, login].find(({ id, secret }) => id === client_id && secret === client_secret)
      if (!channel) return c.json({ error: 'invalid_client', error_description: 'invalid client_secret' }, 400)
      return c.json({ token_type: 'Bearer', access_token: issue(channel), expires_in: 900 })
    })
    .all('/liff/v1/*', async (c) => {
      if (bearer(c.req.header('authorization')) !== login.id) return c.json(refused, 401)
      return forward(c.req.raw, accessToken)
    })
    .all('*', async (c) => {
      const owner = bearer(c.req.header('authorization'))
      if (owner === login.id) return c.json({ message: 'Access to this API is not available for your account' }, 403)
      return owner ? forward(c.req.raw, accessToken) : c.json(refused, 401)
    })
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  const address = server.address()
  channels.origin = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`
  channels.close = () => new Promise((resolve) => void server.close(() => resolve()))
  return channels
}
