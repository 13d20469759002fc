// People's actions reach the service as LINE's webhooks: signed, once or redelivered, in order or swapped, with their
// time measured.
import { validateSignature, type webhook } from '@line/bot-sdk'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  channel,
  pngHeader,
  type ServiceAndSimulator,
  startServiceAndSimulator,
  tokenOf,
} from '../kit/line-platform.ts'

let both: ServiceAndSimulator
beforeAll(async () => {
  both = await startServiceAndSimulator()
})
afterAll(() => both.close())
beforeEach(() => {
  both.platform.reset()
  both.service.heard.length = 0
})

const jaithip = () => both.platform.person('jaithip')
const heard = () => both.service.heard.flatMap(({ events }) => events)
const last = () => heard().at(-1)!
const messageOf = (event: webhook.Event): webhook.MessageContent => {
  if (event.type !== 'message') throw new Error(`a ${event.type} is no message`)
  return event.message
}
const warnings = () => both.platform.calls.filter((call) => call.kind === 'warning')

describe('a webhook', () => {
  it('is signed over its raw bytes with the channel secret', async () => {
    await jaithip().says('ลงทะเบียน')
    const [{ raw, signature }] = both.service.heard as [(typeof both.service.heard)[0]]
    expect(validateSignature(raw, channel.channelSecret, signature)).toBe(true)
    expect(validateSignature(`${raw} `, channel.channelSecret, signature)).toBe(false)
  })
  it('names the person, the time, and an id of its own', async () => {
    await jaithip().says('หนึ่ง')
    await jaithip().says('สอง')
    const [one, two] = heard()
    expect(one).toMatchObject({
      type: 'message',
      mode: 'active',
      timestamp: both.time.now,
      source: { type: 'user', userId: jaithip().person.userId },
      deliveryContext: { isRedelivery: false },
      message: { type: 'text', text: 'หนึ่ง' },
    })
    expect(one?.webhookEventId).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/)
    expect(one?.webhookEventId).not.toBe(two?.webhookEventId)
    expect(tokenOf(one)).not.toBe(tokenOf(two))
  })
  it('shows in the inspector with status and time', async () => {
    await jaithip().says('ลงทะเบียน')
    expect(both.platform.calls).toMatchObject([
      { kind: 'webhook', summary: 'message · ลงทะเบียน', status: 200, person: 'jaithip', faults: [] },
    ])
  })
  it('may carry several events', async () => {
    await jaithip().says('หนึ่ง', 'สอง', 'สาม')
    expect(both.service.heard).toHaveLength(1)
    expect(heard().map((event) => (messageOf(event) as webhook.TextMessageContent).text)).toEqual(['หนึ่ง', 'สอง', 'สาม'])
  })
  it('that is refused by the service is a fault in the inspector', async () => {
    both.service.answers.push(() => 401)
    await jaithip().says('ลงทะเบียน')
    expect(both.platform.calls[0]?.status).toBe(401)
  })
  it('that takes over two seconds is warned of', async () => {
    both.service.answers.push(() => {
      both.time.now += 2_050
      return 200
    })
    await jaithip().says('ลงทะเบียน')
    expect(warnings()[0]?.summary).toMatch(/^answered after 2050 ms; LINE counts 2000 ms as timed out$/)
  })
})

describe('what a person can do', () => {
  it('follow, block and follow again', async () => {
    await jaithip().follows()
    await jaithip().unfollows()
    await jaithip().follows()
    expect(heard()).toMatchObject([
      { type: 'follow', follow: { isUnblocked: false }, replyToken: expect.any(String) },
      { type: 'unfollow' },
      { type: 'follow', follow: { isUnblocked: true } },
    ])
    expect('replyToken' in heard()[1]!).toBe(false)
  })
  it('send a photo, to be fetched from LINE', async () => {
    await jaithip().sendsPhoto(pngHeader(4, 4))
    expect(messageOf(last())).toMatchObject({ type: 'image', contentProvider: { type: 'line' } })
    expect('imageSet' in messageOf(last())).toBe(false)
  })
  it('send several photos at once: one webhook each, tied by an image set', async () => {
    const entries = await jaithip().sendsPhoto(pngHeader(1, 1), pngHeader(2, 2), pngHeader(3, 3))
    const sets = heard().map((event) => (messageOf(event) as webhook.ImageMessageContent).imageSet)
    expect(both.service.heard).toHaveLength(3)
    expect(new Set(sets.map((set) => set?.id)).size).toBe(1)
    expect(sets.map((set) => set?.index).sort()).toEqual([1, 2, 3])
    expect(entries.map((entry) => entry.id).sort()).toEqual(
      heard()
        .map((event) => messageOf(event).id)
        .sort(),
    )
  })
  it('send a sticker, a voice message, a place', async () => {
    await jaithip().sticker()
    await jaithip().audio()
    await jaithip().location()
    expect(heard().map((event) => messageOf(event).type)).toEqual(['sticker', 'audio', 'location'])
  })
  it('tap a button by its label: the displayText shows in the chat and is no message', async () => {
    const action = { type: 'postback' as const, label: 'ยอมรับ', data: 'a=accept', displayText: 'ยอมรับข้อตกลง' }
    const quickReply = { items: [{ type: 'action' as const, action }] }
    const messages = [{ type: 'text' as const, text: 'ยอมรับไหมคะ', quickReply }]
    await both.client.pushMessage({ to: jaithip().person.userId, messages })
    expect(jaithip().canTap()).toEqual(['ยอมรับ'])
    await jaithip().taps('ยอมรับ')
    expect(heard()).toMatchObject([{ type: 'postback', postback: { data: 'a=accept' } }])
    expect(both.platform.chat('jaithip').at(-1)).toMatchObject({
      from: 'me',
      echo: true,
      content: { text: 'ยอมรับข้อตกลง' },
    })
  })
  it('quick replies vanish with the next message', async () => {
    const action = { type: 'message' as const, label: 'ไป', text: 'ไป' }
    const messages = [
      { type: 'text' as const, text: 'ก', quickReply: { items: [{ type: 'action' as const, action }] } },
    ]
    await both.client.pushMessage({ to: jaithip().person.userId, messages })
    await jaithip().says('ไม่')
    await expect(jaithip().taps('ไป')).rejects.toThrow(/sees nothing to tap called "ไป"/)
  })
  it('unsend a message, once', async () => {
    const [entry] = await jaithip().says('1234567890123')
    await jaithip().unsends(entry!.id)
    expect(last()).toMatchObject({ type: 'unsend', unsend: { messageId: entry!.id } })
    expect(both.platform.chat('jaithip')).toMatchObject([{ unsent: true, content: { type: 'unknown' } }])
    expect(() => jaithip().unsends(entry!.id)).toThrow(/no message/)
  })
  it('do something that no SDK knows yet', async () => {
    await jaithip().doesSomethingNew('event')
    await jaithip().doesSomethingNew('message')
    expect(heard().map((event) => String(event.type))).toEqual(['kindOfTheFuture', 'message'])
    expect(String(messageOf(last()).type)).toBe('hologram')
  })
  it('share a card: it appears in the other person’s chat', async () => {
    const message = { type: 'text' as const, text: 'ดูบัตรของฉัน' }
    jaithip().shares('noi', [message])
    expect(both.platform.chat('noi')).toMatchObject([{ from: 'friend', friend: 'jaithip', content: message }])
    const postback = { type: 'postback' as const, label: 'ก', data: 'x' }
    const template = { type: 'confirm' as const, text: 'ก', actions: [postback, postback] }
    expect(() => jaithip().shares('noi', [{ type: 'template', altText: 'ก', template }])).toThrow(/actions\[0\].type/)
  })
})

describe('the switches', () => {
  it('redeliver: the same event twice, marked, and the reply token lives on', async () => {
    both.platform.set({ redeliver: true })
    await jaithip().says('ลงทะเบียน')
    const [first, second] = heard()
    expect(second?.webhookEventId).toBe(first?.webhookEventId)
    expect([first, second].map((event) => event?.deliveryContext.isRedelivery)).toEqual([false, true])
    expect(tokenOf(second)).toBe(tokenOf(first))
  })
  it('redeliver: what the service could not take comes again', async () => {
    both.platform.set({ redeliver: true })
    both.service.answers.push(
      () => 500,
      () => 503,
    )
    await jaithip().says('ลงทะเบียน')
    expect(heard()).toHaveLength(3)
    expect(new Set(heard().map((event) => event.webhookEventId)).size).toBe(1)
  })
  it('a redelivered token is renewed for 60 seconds, but used is used', async () => {
    both.platform.set({ redeliver: true })
    both.service.answers.push(() => {
      both.time.now += 61_000
      return 500
    })
    await jaithip().says('ลงทะเบียน')
    const answer = { replyToken: tokenOf(last()), messages: [{ type: 'text' as const, text: 'ค่ะ' }] }
    await both.client.replyMessage(answer)
    await expect(both.client.replyMessage(answer)).rejects.toThrow()
  })
  it('reorder: the second overtakes the first', async () => {
    both.platform.set({ reorder: true })
    await Promise.all([jaithip().says('หนึ่ง'), jaithip().says('สอง')])
    expect(heard().map((event) => (messageOf(event) as webhook.TextMessageContent).text)).toEqual(['สอง', 'หนึ่ง'])
  })
  it('reorder: a webhook without a successor is delivered after the delay', async () => {
    both.platform.set({ reorder: true })
    await jaithip().says('หนึ่ง')
    expect(heard()).toHaveLength(1)
  })
  it('badSignature: the signature does not fit', async () => {
    both.platform.set({ badSignature: true })
    await jaithip().says('ลงทะเบียน')
    const [{ raw, signature }] = both.service.heard as [(typeof both.service.heard)[0]]
    expect(validateSignature(raw, channel.channelSecret, signature)).toBe(false)
  })
  it('dropWebhook: nothing arrives; with redelivery, only the second', async () => {
    both.platform.set({ dropWebhook: true })
    await jaithip().says('หนึ่ง')
    expect(heard()).toEqual([])
    both.platform.set({ redeliver: true })
    await jaithip().says('สอง')
    expect(heard()).toMatchObject([{ deliveryContext: { isRedelivery: true } }])
  })
  it('standby: no reply token', async () => {
    both.platform.set({ standby: true })
    await jaithip().says('ลงทะเบียน')
    expect(last()).toMatchObject({ mode: 'standby' })
    expect(tokenOf(last())).toBe('')
  })
})

describe('settled', () => {
  it('waits for the answers that the service sends after it acknowledged', async () => {
    let goOn = () => {}
    const gate = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const idle: Promise<unknown>[] = []
    const busy = await startServiceAndSimulator({
      serviceIdle: async () => {
        goOn()
        await Promise.all(idle)
      },
    })
    const reply = async (event: webhook.Event) => {
      await gate
      await busy.client.replyMessage({ replyToken: tokenOf(event), messages: [{ type: 'text', text: 'ค่ะ' }] })
    }
    busy.service.answers.push(() => {
      idle.push(reply(busy.service.heard[0]!.events[0]!))
      return 200
    })
    await busy.platform.person('noi').says('สวัสดี')
    expect(busy.platform.received('noi')).toEqual([])
    await busy.platform.settled()
    expect(busy.platform.received('noi')).toEqual([{ type: 'text', text: 'ค่ะ' }])
    await busy.close()
  })
})
