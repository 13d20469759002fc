// LINE's API as a deployment uses it: the owner of a token, the webhook, the mini-apps and the rich menus.
import { channelAccessToken, HTTPFetchError, liff, messagingApi } from '@line/bot-sdk'
import { timedOut, withinTime } from '../../src/service/line/deadline.ts'
import type { Values } from './values.ts'

/** `status` is HTTP's; 0 when there was no answer. `said`: LINE's own words. */
export type LineAnswer<T> = { ok: true; value: T } | { ok: false; status: number; said: string }

export type WebhookTest = { success: boolean; statusCode: number; reason: string; detail: string }
export type LinePlatform = {
  /** The channel of the Messaging API token, and the seconds until the token expires (0: never). */
  tokenOwner: () => Promise<LineAnswer<{ channelId: string; expiresIn: number }>>
  bot: () => Promise<LineAnswer<messagingApi.BotInfoResponse>>
  /** Tests whether the secret belongs to the channel. LINE issues a short-lived stateless token for it, which leaves other tokens valid. */
  login: (channelId: string, secret: string) => Promise<LineAnswer<string>>
  webhook: () => Promise<LineAnswer<{ endpoint?: string; active: boolean }>>
  setWebhook: (endpoint: string) => Promise<LineAnswer<unknown>>
  testWebhook: (endpoint: string) => Promise<LineAnswer<WebhookTest>>
  /** The mini-apps of the LINE Login channel. `loginToken` is what `login` returned. */
  apps: (loginToken: string) => Promise<LineAnswer<liff.LiffApp[]>>
  addApp: (loginToken: string, app: liff.AddLiffAppRequest) => Promise<LineAnswer<string>>
  updateApp: (loginToken: string, liffId: string, app: liff.UpdateLiffAppRequest) => Promise<LineAnswer<unknown>>
  menus: () => Promise<LineAnswer<{ names: Map<string, string>; aliases: Map<string, string>; defaultId?: string }>>
}

/** ms; LINE itself waits 10 s for a webhook that it tests. */
const patience = 15_000

/** LINE's explanation of a refusal; never contains what was sent. */
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

/** LINE answers 404 where nothing was set yet: that becomes `otherwise`. */
const unless404 = async <T>(asked: Promise<LineAnswer<T>>, otherwise: T): Promise<LineAnswer<T>> => {
  const answered = await asked
  return !answered.ok && answered.status === 404 ? { ok: true, value: otherwise } : answered
}

export const linePlatform = (values: Values): LinePlatform => {
  const baseURL = values.LINE_API_ORIGIN ?? 'https://api.line.me'
  const token = values.LINE_CHANNEL_ACCESS_TOKEN ?? ''
  // Made when it is needed: the SDK throws without a token.
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
