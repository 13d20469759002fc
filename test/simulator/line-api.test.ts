// The Messaging API over real HTTP with LINE's own client: reply tokens and retry keys work once, errors have LINE's
// wording.
import { randomUUID } from 'node:crypto'
import { HTTPFetchError, liff, messagingApi, type webhook } from '@line/bot-sdk'
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

const hello: messagingApi.Message = { type: 'text', text: 'สวัสดีค่ะ' }
const somchai = () => both.platform.person('somchai')
/** Sends a text as Somchai. Returns its event. */
const spoken = async (): Promise<webhook.Event> => {
  await somchai().says('สวัสดี')
  return both.service.heard.at(-1)!.events[0]!
}
/** Returns status and body of the error of this call. */
const refusal = async (call: Promise<unknown>): Promise<{ status: number; message: string; property?: string }> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof HTTPFetchError)) throw new Error(`expected an API error, got ${String(error)}`)
  const { message, details } = JSON.parse(error.body) as messagingApi.ErrorResponse
  return { status: error.status, message, ...(details?.[0]?.property ? { property: details[0].property } : {}) }
}

describe('reply', () => {
  it('a reply reaches the chat', async () => {
    const { sentMessages } = await both.client.replyMessage({ replyToken: tokenOf(await spoken()), messages: [hello] })
    expect(both.platform.received('somchai')).toEqual([hello])
    expect(both.platform.chat('somchai').at(-1)?.id).toBe(sentMessages[0]?.id)
  })
  it('a reply token works once', async () => {
    const replyToken = tokenOf(await spoken())
    await both.client.replyMessage({ replyToken, messages: [hello] })
    const again = both.client.replyMessage({ replyToken, messages: [hello] })
    expect(await refusal(again)).toEqual({ status: 400, message: 'Invalid reply token' })
    expect(both.platform.received('somchai')).toHaveLength(1)
  })
  it('a reply token lives 60 seconds', async () => {
    const [first, second] = [tokenOf(await spoken()), tokenOf(await spoken())]
    both.time.now += 60_000
    await both.client.replyMessage({ replyToken: first, messages: [hello] })
    both.time.now += 1
    const late = both.client.replyMessage({ replyToken: second, messages: [hello] })
    expect(await refusal(late)).toMatchObject({ status: 400, message: 'Invalid reply token' })
  })
  it('a refused message is reported with its path and does not use up the token', async () => {
    const replyToken = tokenOf(await spoken())
    const wrong = both.client.replyMessage({ replyToken, messages: [{ type: 'text', text: '' }] })
    expect(await refusal(wrong)).toEqual({
      status: 400,
      message: 'The request body has 1 error',
      property: 'messages[0].text',
    })
    expect(both.platform.calls.at(-1)?.faults).toEqual([{ message: 'may not be empty', property: 'messages[0].text' }])
    await both.client.replyMessage({ replyToken, messages: [hello] })
  })
  it('a retry key on a reply is refused', async () => {
    const json = { replyToken: tokenOf(await spoken()), messages: [hello] }
    const headers = { 'x-line-retry-key': randomUUID() }
    expect((await both.api('/v2/bot/message/reply', { json, headers })).status).toBe(400)
  })
  it('the switch makes every reply token expired', async () => {
    both.platform.set({ expiredReplyToken: true })
    const late = both.client.replyMessage({ replyToken: tokenOf(await spoken()), messages: [hello] })
    expect(await refusal(late)).toMatchObject({ status: 400 })
  })
})

describe('push', () => {
  const push = (to = somchai().person.userId, key?: string) => both.client.pushMessage({ to, messages: [hello] }, key)

  it('a push without a reply token reaches the chat', async () => {
    await push()
    expect(both.platform.chat('somchai')).toMatchObject([{ from: 'bot', via: 'push', content: hello }])
  })
  it('the same retry key is accepted once: 409 names the accepted request', async () => {
    const key = randomUUID()
    const { httpResponse } = await both.client.pushMessageWithHttpInfo(
      { to: somchai().person.userId, messages: [hello] },
      key,
    )
    const json = { to: somchai().person.userId, messages: [hello] }
    const again = await both.api('/v2/bot/message/push', { json, headers: { 'x-line-retry-key': key } })
    expect(again.status).toBe(409)
    expect(again.headers.get('x-line-accepted-request-id')).toBe(httpResponse.headers.get('x-line-request-id'))
    expect(both.platform.received('somchai')).toHaveLength(1)
  })
  it('a retry key is forgotten after 24 hours', async () => {
    const key = randomUUID()
    await push(undefined, key)
    both.time.now += 24 * 3_600_000
    await push(undefined, key)
    expect(both.platform.received('somchai')).toHaveLength(2)
  })
  it('a refused push does not use up its retry key', async () => {
    const key = randomUUID()
    both.platform.set({ api500: true })
    expect(await refusal(push(undefined, key))).toMatchObject({ status: 500 })
    both.platform.set({ api500: false })
    await push(undefined, key)
    expect(both.platform.received('somchai')).toHaveLength(1)
  })
  it('a retry key that is no UUID is refused', async () => {
    expect(await refusal(push(undefined, 'again'))).toMatchObject({ status: 400 })
  })
  it('a receiver that is no user id is refused at its path', async () => {
    expect(await refusal(push('somchai'))).toMatchObject({ status: 400, property: 'to' })
  })
  it('a user who has blocked the account gets nothing, and the sender gets no error', async () => {
    await somchai().unfollows()
    await push()
    expect(both.platform.received('somchai')).toEqual([])
    expect(await refusal(both.client.getProfile(somchai().person.userId))).toMatchObject({ status: 404 })
  })
  it('a multicast reaches each', async () => {
    const to = [somchai().person.userId, both.platform.person('noi').person.userId]
    await both.client.multicast({ to, messages: [hello] })
    expect([both.platform.received('somchai'), both.platform.received('noi')]).toEqual([[hello], [hello]])
  })
})

describe('every request', () => {
  it('a wrong access token is 401', async () => {
    const stranger = new messagingApi.MessagingApiClient({ channelAccessToken: 'x', baseURL: both.simulator.origin })
    expect(await refusal(stranger.getBotInfo())).toMatchObject({ status: 401 })
  })
  it('an unknown path is 404 in JSON', async () => {
    const answer = await both.api('/v2/bot/nonsense')
    expect([answer.status, await answer.json()]).toEqual([404, { message: 'Not found' }])
  })
  it('a body that is no JSON is 400', async () => {
    const answer = await both.api('/v2/bot/message/push', { method: 'POST', body: '{' })
    expect(answer.status).toBe(400)
  })
  it('a body nested a hundred thousand deep is 400', async () => {
    const contents = '['.repeat(100_000) + ']'.repeat(100_000)
    const body = `{"to":"${somchai().person.userId}","messages":[{"type":"flex","altText":"a","contents":${contents}}]}`
    expect((await both.api('/v2/bot/message/push', { method: 'POST', body })).status).toBe(400)
    expect((await fetch(`${both.simulator.origin}/sim/state`)).status).toBe(200)
  })
  it('the page has one origin: another name of the loopback is redirected to it', async () => {
    const numeric = both.simulator.origin.replace('localhost', '127.0.0.1')
    const answer = await fetch(numeric, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `${both.simulator.origin}/`])
  })
  it('the switches answer 429 and 500, and slow down', async () => {
    both.platform.set({ api429: true })
    expect(await refusal(both.client.getBotInfo())).toMatchObject({ status: 429 })
    both.platform.set({ api429: false, slowApi: 120 })
    const from = performance.now()
    await both.client.getBotInfo()
    expect(performance.now() - from).toBeGreaterThanOrEqual(119)
  })
  it('another host name or another page is turned away', async () => {
    const page = { headers: { origin: 'https://evil.example' } }
    expect((await fetch(`${both.simulator.origin}/sim/state`, page)).status).toBe(403)
  })
  it('every call is in the inspector with its sizes', async () => {
    const contents: messagingApi.FlexContainer = {
      type: 'bubble',
      body: { type: 'box', layout: 'vertical', contents: [{ type: 'text', text: 'ก' }] },
    }
    await both.client.pushMessage({
      to: somchai().person.userId,
      messages: [hello, { type: 'flex', altText: 'ก', contents }],
    })
    expect(both.platform.calls.at(-1)).toMatchObject({
      kind: 'api',
      name: 'push',
      summary: 'text + flex (2)',
      status: 200,
      person: 'somchai',
      measures: [
        { label: 'text', value: 9, limit: 5000 },
        { label: 'bubble', value: new TextEncoder().encode(JSON.stringify(contents)).length, limit: 30 * 1024 },
        { label: 'altText', value: 1, limit: 1500 },
      ],
    })
  })
})

describe('profile, loading dots, validation, endpoint', () => {
  it('a profile has name and language', async () => {
    const { userId } = both.platform.person('fatima').person
    expect(await both.client.getProfile(userId)).toEqual({ userId, displayName: 'ฟาติมา', language: 'en' })
  })
  it('the dots start, and go with the next message', async () => {
    const to = somchai().person.userId
    const { httpResponse } = await both.client.showLoadingAnimationWithHttpInfo({ chatId: to, loadingSeconds: 15 })
    expect(httpResponse.status).toBe(202)
    const state = async () => (await fetch(`${both.simulator.origin}/sim/state`)).json()
    expect((await state()).loading).toEqual({ somchai: both.time.now + 15_000 })
    await both.client.pushMessage({ to, messages: [hello] })
    expect((await state()).loading).toEqual({})
  })
  it.each([0, 4, 7, 65])('%i seconds of dots are refused', async (loadingSeconds) => {
    const start = both.client.showLoadingAnimation({ chatId: somchai().person.userId, loadingSeconds })
    expect(await refusal(start)).toMatchObject({ status: 400, property: 'loadingSeconds' })
  })
  it('validate accepts and refuses without sending', async () => {
    await both.client.validatePush({ messages: [hello] })
    const wrong = both.client.validateReply({ messages: [{ type: 'text', text: '' }] })
    expect(await refusal(wrong)).toMatchObject({ property: 'messages[0].text' })
    expect(both.platform.received('somchai')).toEqual([])
  })
  it('the endpoint can be read, set and tried', async () => {
    const endpoint = `${both.service.origin}/webhook`
    expect(await both.client.getWebhookEndpoint()).toEqual({ endpoint, active: true })
    expect(await both.client.testWebhookEndpoint({})).toMatchObject({ success: true, statusCode: 200 })
    expect(both.service.heard.at(-1)?.events).toEqual([])
    const http = both.client.setWebhookEndpoint({ endpoint: 'http://a.example/webhook' })
    expect(await refusal(http)).toMatchObject({ status: 400, property: 'endpoint' })
    await both.client.setWebhookEndpoint({ endpoint })
  })
  it('mini-apps of the channel can be listed, added and moved', async () => {
    const client = new liff.LiffClient({
      channelAccessToken: channel.channelAccessToken,
      baseURL: both.simulator.origin,
    })
    const { liffId } = await client.addLIFFApp({ view: { type: 'full', url: 'https://a.example/app' } })
    await client.updateLIFFApp(liffId, { view: { url: 'https://b.example/app' } })
    const { apps } = await client.getAllLIFFApps()
    expect(apps?.map((app) => app.view?.url)).toEqual([`${both.service.origin}/app`, 'https://b.example/app'])
    await client.deleteLIFFApp(liffId)
  })
})

describe('message content', () => {
  const photo = () => pngHeader(10, 10, 200_000)
  const sent = async () => (await somchai().sendsPhoto(photo()))[0]!.id
  const content = (id: string) => both.api(`/v2/bot/message/${id}/content`)

  it('a photo can be fetched with the type it was sent in', async () => {
    const answer = await content(await sent())
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(photo())
  })
  it('after an unsend it is gone', async () => {
    const id = await sent()
    await somchai().unsends(id)
    expect((await content(id)).status).toBe(410)
    expect(both.service.heard.at(-1)?.events[0]).toMatchObject({ type: 'unsend', unsend: { messageId: id } })
  })
  it('an unknown message has no content', async () => expect((await content('1')).status).toBe(404))
  it('the switch says "not ready" once', async () => {
    both.platform.set({ content202First: true })
    const id = await sent()
    expect([(await content(id)).status, (await content(id)).status]).toEqual([202, 200])
  })
  it('the switch cuts the download half-way', async () => {
    both.platform.set({ cutContent: true })
    const answer = await content(await sent())
    expect(answer.status).toBe(200)
    await expect(answer.arrayBuffer()).rejects.toThrow()
  })
})

describe('rich menus', () => {
  const menu = (width = 2500, height = 843): messagingApi.RichMenuRequest => ({
    size: { width, height },
    selected: true,
    name: 'before the card',
    chatBarText: 'เมนู',
    areas: [
      { bounds: { x: 0, y: 0, width, height }, action: { type: 'postback', data: 'a=start', label: 'ลงทะเบียน' } },
    ],
  })
  const picture = (width = 2500, height = 843, bytes = 100) =>
    new Blob([pngHeader(width, height, bytes)], { type: 'image/png' })
  const made = async () => {
    const { richMenuId } = await both.client.createRichMenu(menu())
    await both.blobs.setRichMenuImage(richMenuId, picture())
    return richMenuId
  }

  it('a menu with a picture can be the default or one person’s menu', async () => {
    const [everybodys, his] = [await made(), await made()]
    await both.client.setDefaultRichMenu(everybodys)
    await both.client.linkRichMenuIdToUser(somchai().person.userId, his)
    expect(somchai().menu()?.richMenuId).toBe(his)
    expect(both.platform.person('noi').menu()?.richMenuId).toBe(everybodys)
    await both.client.unlinkRichMenuIdFromUser(somchai().person.userId)
    expect(somchai().menu()?.richMenuId).toBe(everybodys)
    await somchai().taps('ลงทะเบียน')
    expect(both.service.heard.at(-1)?.events[0]).toMatchObject({ type: 'postback', postback: { data: 'a=start' } })
    await both.client.cancelDefaultRichMenu()
    expect(somchai().menu()).toBeUndefined()
  })
  it('a menu without a picture cannot be applied', async () => {
    const { richMenuId } = await both.client.createRichMenu(menu())
    expect(await refusal(both.client.setDefaultRichMenu(richMenuId))).toMatchObject({ status: 400 })
  })
  it.each([
    ['another size than the menu', picture(2500, 1686)],
    ['over 1 MB', picture(2500, 843, 1024 * 1024 + 1)],
    ['no picture', new Blob(['GIF89a'], { type: 'image/png' })],
    ['not the type it claims', new Blob([pngHeader(2500, 843)], { type: 'image/jpeg' })],
  ])('a menu picture is refused: %s', async (_, blob) => {
    const { richMenuId } = await both.client.createRichMenu(menu())
    expect(await refusal(both.blobs.setRichMenuImage(richMenuId, blob))).toMatchObject({ status: 400 })
  })
  it.each([
    ['too narrow', { ...menu(799, 300) }, 'size.width'],
    ['too high for its width', { ...menu(800, 800) }, 'size'],
    ['a bar text over 14', { ...menu(), chatBarText: 'ก'.repeat(15) }, 'chatBarText'],
    [
      'an area outside',
      {
        ...menu(),
        areas: [{ bounds: { x: 1, y: 0, width: 2500, height: 843 }, action: { type: 'postback', data: 'a' } }],
      } as messagingApi.RichMenuRequest,
      'areas',
    ],
  ])('a menu is refused: %s', async (_, request, property) => {
    expect(await refusal(both.client.createRichMenu(request))).toMatchObject({ status: 400, property })
  })
  it('an alias names a menu, and switching to it links it', async () => {
    const richMenuId = await made()
    await both.client.createRichMenuAlias({ richMenuAliasId: 'after', richMenuId })
    expect(await refusal(both.client.createRichMenuAlias({ richMenuAliasId: 'after', richMenuId }))).toMatchObject({
      status: 400,
    })
    await somchai().taps({ data: 'x', params: { newRichMenuAliasId: 'after', status: 'SUCCESS' } })
    expect(somchai().menu()?.richMenuId).toBe(richMenuId)
    await both.client.deleteRichMenuAlias('after')
  })
})

describe('pictures in messages', () => {
  const card = (url: string): messagingApi.Message => ({
    type: 'flex',
    altText: 'ก',
    contents: { type: 'bubble', hero: { type: 'image', url } },
  })
  const warningFor = async (name: string, bytes?: Uint8Array, status = 200) => {
    if (bytes) both.service.pictures.set(`/${name}`, { bytes, status })
    await both.client.pushMessage({ to: somchai().person.userId, messages: [card(`${both.service.origin}/${name}`)] })
    await both.platform.settled()
    return both.platform.calls.filter((call) => call.kind === 'warning').map((call) => call.summary)
  }
  const path = 'messages[0].contents.hero.url'
  it('a good one passes without a warning', async () =>
    expect(await warningFor('good', pngHeader(300, 400))).toEqual([]))
  it('a missing one is warned of', async () =>
    expect(await warningFor('none')).toEqual([`${path}: status 404, not 200`]))
  it('one that is no picture is warned of', async () =>
    expect(await warningFor('text', new TextEncoder().encode('<svg/>'))).toEqual([`${path}: neither JPEG nor PNG`]))
  it('one over 1024 px is warned of', async () =>
    expect(await warningFor('large', pngHeader(1025, 10))).toEqual([
      `${path}: 1025×10 px, LINE shows at most 1024×1024`,
    ]))
  it('one over 1 MB is warned of', async () =>
    expect((await warningFor('heavy', pngHeader(10, 10, 1024 * 1024 + 1)))[0]).toMatch(/1048577 bytes/))
})
