// Tests that a photo which its sender took back stays away, in whichever order and however often LINE delivers its events.
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { bunma } from '../kit/people/people.ts'
import { walkThrough } from '../kit/steps.ts'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment()
  await line('noi').follows()
})
afterAll(() => deployment.close())

const line = (id: string) => deployment.simulator.platform.person(id)
const minute = 60_000
const photo = new Uint8Array(readFileSync('assets/pictures/card-front.png'))
const callWebhook = (body: string) => {
  const signature = createHmac('sha256', deployment.settings.LINE_CHANNEL_SECRET).update(body).digest('base64')
  return fetch(`${deployment.service.origin}/webhook`, {
    method: 'POST',
    body,
    headers: { 'x-line-signature': signature },
  })
}

describe('photos that were taken back', () => {
  let events = 0
  /** Sends an event of hers, signed as LINE does, with an id of its own. */
  const deliver = async (event: object, sentAt = deployment.now()) => {
    const { userId } = line('noi').person
    const envelope = {
      mode: 'active',
      webhookEventId: `01TAKENBACK${String(++events).padStart(15, '0')}`,
      timestamp: sentAt,
      source: { type: 'user', userId },
      deliveryContext: { isRedelivery: false },
    }
    const body = JSON.stringify({ destination: 'x', events: [{ ...envelope, ...event }] })
    expect((await callWebhook(body)).status).toBe(200)
    await deployment.settled()
  }
  const image = (id: string) => ({
    type: 'message',
    message: { type: 'image', id, quoteToken: 'q', contentProvider: { type: 'line' } },
  })
  const unsend = (messageId: string) => ({ type: 'unsend', unsend: { messageId } })
  /** Ids of photos that LINE holds and of which the service has heard nothing yet. */
  const unheardPhoto = async () => {
    deployment.simulator.platform.set({ standby: true })
    const [sent] = await line('noi').sendsPhoto(photo)
    await deployment.settled()
    deployment.simulator.platform.set({ standby: false })
    return sent?.id ?? ''
  }
  const atCardFront = async () => {
    const phone = await walkThrough(deployment, { ...bunma, line: 'noi' }, 'cardFront')
    return async () => (await phone.get('/me')).view.photos
  }

  it('stay away when the unsend arrives first', async () => {
    const photos = await atCardFront()
    const id = await unheardPhoto()
    await deliver(unsend(id))
    await deployment.hears('noi')
    await deliver(image(id))
    expect(await photos()).toEqual([])
    expect(await deployment.hears('noi')).toBe('')
  })

  it('stay away when they are unsent while another module has the chat, and nothing is said there', async () => {
    const photos = await atCardFront()
    const [id, later] = [await unheardPhoto(), await unheardPhoto()]
    await deliver(image(id))
    expect(await photos()).toHaveLength(1)
    await deployment.hears('noi')
    for (const each of [id, later]) await deliver({ ...unsend(each), mode: 'standby' })
    expect(await photos()).toEqual([])
    await deliver(image(later))
    expect(await photos()).toEqual([])
    expect(await deployment.hears('noi')).toBe('')
  })

  it('stay away when they are delivered again, days later too', async () => {
    const photos = await atCardFront()
    const id = await unheardPhoto()
    await deliver(image(id))
    expect(await photos()).toHaveLength(1)
    await deliver(unsend(id))
    expect(await photos()).toEqual([])
    await deliver(image(id))
    await deployment.pass(6 * 24 * 60 * minute)
    await deployment.service.tidy()
    const later = await atCardFront()
    await deliver(image(id))
    expect(await later()).toEqual([])
  })

  it('stay away when she left the chat before they arrive, also after she came back', async () => {
    const photos = await atCardFront()
    const sentAt = deployment.now()
    const id = await unheardPhoto()
    await deployment.pass(minute)
    await line('noi').unfollows()
    await deployment.settled()
    await deliver(image(id))
    expect(await photos()).toEqual([])
    await line('noi').follows()
    await deployment.settled()
    await deliver(image(id), sentAt)
    expect(await photos()).toEqual([])
    await deliver(image(await unheardPhoto()))
    expect(await photos()).toHaveLength(1)
    await line('noi').unfollows()
    await line('noi').follows()
    await deployment.settled()
  })
})
