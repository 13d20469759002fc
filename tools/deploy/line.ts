// LINE's platform as a deployment sees it: whose token this is, where webhooks go, which mini-apps there are.
import { channelAccessToken, HTTPFetchError, liff, messagingApi } from '@line/bot-sdk'
import { timedOut, withinTime } from '../../src/service/line/deadline.ts'
import type { Values } from './values.ts'

/** `status` 0: no answer. */
export type LineAnswer<T> = { ok: true; value: T } | { ok: false; status: number; said: string }

export type WebhookTest = { success: boolean; statusCode: number; reason: string; detail: string }
export type LinePlatform = {
  /** Channel of the Messaging API token, and s that it still lives (0: for ever). */
  tokenOwner: () => Promise<LineAnswer<{ channelId: string; expiresIn: number }>>
  bot: () => Promise<LineAnswer<messagingApi.BotInfoResponse>>
  /** Whether this secret is this channel's: LINE gives a short token for it, which disturbs no other token. */
  login: (channelId: string, secret: string) => Promise<LineAnswer<string>>
  webhook: () => Promise<LineAnswer<{ endpoint?: string; active: boolean }>>
  setWebhook: (endpoint: string) => Promise<LineAnswer<unknown>>
  testWebhook: (endpoint: string) => Promise<LineAnswer<WebhookTest>>
  /** Mini-apps of the LINE Login channel, by a token that `login` gave. */
  apps: (loginToken: string) => Promise<LineAnswer<liff.LiffApp[]>>
  addApp: (loginToken: string, app: liff.AddLiffAppRequest) => Promise<LineAnswer<string>>
  updateApp: (loginToken: string, liffId: string, app: liff.UpdateLiffAppRequest) => Promise<LineAnswer<unknown>>
  menus: () => Promise<LineAnswer<{ names: Map<string, string>; aliases: Map<string, string>; defaultId?: string }>>
}

/** ms; LINE itself waits 10 s for a webhook that it tests. */
const patience = 15_000

/** LINE's own words about a refusal; never what was sent. */
const wordsOf = (body: string): string => {
  try {
    const { message, error_description, error } = JSON.parse(body)
    return String(message ?? error_description ?? error ?? '').slice(0, 200)
  } catch {
    return ''
  }
}

const answer = async <T>(work: () => Promise<T>): Promise<LineAnswer<T>> => {
  try {
    const value = await withinTime(patience, work())
    return value === timedOut ? { ok: false, status: 0, said: 'no answer in time' } : { ok: true, value }
  } catch (error) {
    return error instanceof HTTPFetchError
      ? { ok: false, status: error.status, said: wordsOf(error.body) }
      : { ok: false, status: 0, said: error instanceof Error ? error.message : 'unknown' }
  }
}

/** A 404 of LINE where nothing was set yet. */
const unless404 = async <T>(asked: Promise<LineAnswer<T>>, otherwise: T): Promise<LineAnswer<T>> => {
  const answered = await asked
  return !answered.ok && answered.status === 404 ? { ok: true, value: otherwise } : answered
}

export const linePlatform = (values: Values): LinePlatform => {
  const baseURL = values.LINE_API_ORIGIN ?? 'https://api.line.me'
  const token = values.LINE_CHANNEL_ACCESS_TOKEN ?? ''
  // Made late: without a token the SDK refuses to exist.
  const api = () => new messagingApi.MessagingApiClient({ channelAccessToken: token, baseURL })
  const tokens = new channelAccessToken.ChannelAccessTokenClient({ baseURL })
  const apps = (loginToken: string) => new liff.LiffClient({ channelAccessToken: loginToken, baseURL })
  const owner = () =>
    token.startsWith('eyJ') ? tokens.verifyChannelTokenByJWT(token) : tokens.verifyChannelToken(token)
  return {
    tokenOwner: () => answer(async () => owner().then((it) => ({ channelId: it.client_id, expiresIn: it.expires_in }))),
    bot: () => answer(() => api().getBotInfo()),
    login: (channelId, secret) =>
      answer(async () => (await tokens.issueStatelessChannelTokenByClientSecret(channelId, secret)).access_token),
    webhook: () =>
      unless404<{ endpoint?: string; active: boolean }>(
        answer(() => api().getWebhookEndpoint()),
        { active: false },
      ),
    setWebhook: (endpoint) => answer(() => api().setWebhookEndpoint({ endpoint })),
    testWebhook: (endpoint) =>
      answer(async () => ({ success: false, ...(await api().testWebhookEndpoint({ endpoint })) })),
    apps: (loginToken) =>
      unless404(
        answer(async () => (await apps(loginToken).getAllLIFFApps()).apps ?? []),
        [],
      ),
    addApp: (loginToken, app) => answer(async () => (await apps(loginToken).addLIFFApp(app)).liffId),
    updateApp: (loginToken, liffId, app) => answer(() => apps(loginToken).updateLIFFApp(liffId, app)),
    menus: async () => {
      const standard = await unless404(
        answer(async () => (await api().getDefaultRichMenuId()).richMenuId as string | undefined),
        undefined,
      )
      if (!standard.ok) return standard
      return answer(async () => {
        const [{ richmenus }, { aliases }] = await Promise.all([api().getRichMenuList(), api().getRichMenuAliasList()])
        return {
          names: new Map(richmenus.map(({ richMenuId, name }) => [richMenuId, name])),
          aliases: new Map(aliases.map(({ richMenuAliasId, richMenuId }) => [richMenuAliasId, richMenuId])),
          defaultId: standard.value,
        }
      })
    },
  }
}
