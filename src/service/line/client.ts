// The port `Line` over LINE's Messaging API. Every call has a time-out, and every outcome is a value.
import { messagingApi } from '@line/bot-sdk'
import { defaultLanguage, languageFrom } from '../../core/languages.ts'
import { err, ok } from '../../core/result.ts'
import type { Config, Line, Log, ReplyResult, SendResult } from '../deps.ts'
import { timedOut, withinTime } from './deadline.ts'
import { aliasOf } from './menus/table.ts'
import { fetchPhoto } from './photo.ts'
import { createPushesLeft, type QuotaMemory } from './quota.ts'
import { reasonOf, tokenGone } from './refusal.ts'
import { say } from './say.ts'

export type LineSettings = {
  accessToken: string
  /** `https://api.line.me`: an origin, because the SDK drops a path. */
  apiOrigin: string
  /** `https://api-data.line.me` */
  dataOrigin: string
  /** Time-out of one call in ms. */
  timeoutMs?: number
}

export const messagingClient = ({ accessToken, apiOrigin }: LineSettings): messagingApi.MessagingApiClient => {
  if (new URL(apiOrigin).origin !== apiOrigin) throw new Error('The address of the Messaging API must be an origin')
  return new messagingApi.MessagingApiClient({ channelAccessToken: accessToken, baseURL: apiOrigin })
}

const quotas: QuotaMemory = new Map()

export const createLine = (settings: LineSettings, config: Config, log: Log): Line => {
  const api = messagingClient(settings)
  const { timeoutMs = 8_000, dataOrigin, accessToken } = settings

  const attempt = async <T>(call: string, work: () => Promise<T>) => {
    try {
      const value = await withinTime(timeoutMs, work())
      if (value !== timedOut) return ok(value)
      log('line_unreachable', { call, error: 'timed out' })
      return err('unreachable')
    } catch (error) {
      return err(reasonOf(error, call, log))
    }
  }
  const send = async (call: string, work: () => Promise<unknown>): Promise<SendResult> => {
    const sent = await attempt(call, work)
    return sent.ok ? ok(undefined) : sent
  }

  /**
   * Alias → menu id. An entry is dropped when linking fails, because a deployment may have created a new menu since.
   */
  const menuIds = new Map<string, string>()

  return {
    reply: async (replyToken, said, language) => {
      const messages = say(said, language, config)
      const refused = (error: unknown) => {
        const gone = tokenGone(error)
        if (!gone) throw error
        log('line_reply_token_gone')
        return gone
      }
      const replied = await attempt<ReplyResult>('reply', () =>
        api.replyMessage({ replyToken, messages }).then(() => ok(undefined), refused),
      )
      return replied.ok ? replied.value : replied
    },
    push: async (to, said, language, retryKey) => {
      const messages = say(said, language, config)
      return send('push', () => api.pushMessage({ to, messages }, retryKey))
    },
    pushesLeft: createPushesLeft(quotas, settings.apiOrigin, api, attempt, Date.now),
    showLoading: async (chatId, seconds) => {
      const loadingSeconds = Math.min(60, Math.max(5, Math.ceil(seconds / 5) * 5))
      await attempt('showLoading', () => api.showLoadingAnimation({ chatId, loadingSeconds }))
    },
    language: async (lineUserId) => {
      const profile = await attempt('profile', () => api.getProfile(lineUserId))
      return profile.ok ? languageFrom(profile.value.language) : defaultLanguage
    },
    photo: (messageId) => fetchPhoto(dataOrigin, accessToken, messageId),
    linkMenu: async (lineUserId, menu, language) => {
      const alias = aliasOf(menu, language)
      const cached = menuIds.get(alias)
      const found = cached
        ? ok(cached)
        : await attempt('menuAlias', async () => (await api.getRichMenuAlias(alias)).richMenuId)
      if (!found.ok) return found
      menuIds.set(alias, found.value)
      const linked = await send('linkMenu', () => api.linkRichMenuIdToUser(lineUserId, found.value))
      if (!linked.ok) menuIds.delete(alias)
      return linked
    },
  }
}
