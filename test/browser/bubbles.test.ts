// A question in the chat is seen whole: no bubble with two answers is taller than the chat of a small phone.
import type { messagingApi } from '@line/bot-sdk'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Said } from '../../src/core/chat/said.ts'
import { languages } from '../../src/core/languages.ts'
import { say } from '../../src/service/line/say.ts'
import { type Harness, openHarness } from '../kit/browser/harness.ts'
import { allSaid, config } from '../kit/sayings.ts'
import type { ChatKit } from './harness/chat/main.ts'

/** CSS pixels: what a chat shows at 360×640: without the clock (24), LINE's header (56) and the bar to type in (60). */
const CHAT = 500

let chat: Harness
beforeAll(async () => {
  chat = await openHarness('chat')
  await chat.page.setViewportSize({ width: 360, height: 640 })
})
afterAll(() => chat?.close())

const bubblesOf = (said: Said, language: (typeof languages)[number]) =>
  say([said], language, config).flatMap((message) =>
    message.type === 'flex' && (message as messagingApi.FlexMessage).contents.type === 'bubble'
      ? [message as messagingApi.FlexMessage]
      : [],
  )

it.each(languages)('every bubble with buttons fits into the chat, in %s', async (language) => {
  const tall: string[] = []
  // A list of looks asks nothing, and with names of 80 letters it is as long as it must be.
  for (const said of allSaid)
    if (said.say !== 'looks')
      for (const { altText, contents } of bubblesOf(said, language)) {
        const height = await chat.page.evaluate(
          (one) => (window as unknown as { kit: ChatKit }).kit.draw(one),
          contents,
        )
        if (height > CHAT) tall.push(`${Math.round(height)} ${JSON.stringify(said).slice(0, 90)} ${altText}`)
      }
  expect([...new Set(tall)]).toEqual([])
})
