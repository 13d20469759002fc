// Tests what a holder hears who asks for help, sends a sticker or comes back: never the card unasked, never a new start.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chat as th } from '../../src/core/words/th/chat.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { jaithip } from '../kit/people/people.ts'
import { issueCard, walkThrough } from '../kit/steps.ts'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment()
})
afterAll(() => deployment.close())

const line = (id: string) => deployment.simulator.platform.person(id)

describe('a holder', () => {
  beforeAll(async () => {
    await issueCard(deployment, jaithip)
    await deployment.hears('jaithip')
  })
  it.each(['ช่วยเหลือ', 'ติดต่อเจ้าหน้าที่ยังไง', 'help'])('who writes “%s” hears what helps, not the card', async (text) => {
    await line('jaithip').says(text)
    const heard = await deployment.hears('jaithip')
    expect(heard).toContain(th.holderHelp.title)
    expect(heard).toContain(th.holderHelp.lost.go)
    expect(heard).not.toContain(th.card.message)
  })
  it('freezes from there', async () => {
    await line('jaithip').says('ช่วยเหลือ')
    await deployment.hears('jaithip')
    await line('jaithip').taps(th.holderHelp.lost.go)
    expect(await deployment.hears('jaithip')).toContain(th.looking.freeze.title.valid)
  })
  it('who sends a sticker or writes something else gets a sentence, and the card only by a tap', async () => {
    await line('jaithip').sticker()
    const heard = await deployment.hears('jaithip')
    expect(heard).toContain(th.sentences.sticker)
    expect(heard).not.toContain(th.card.message)
    await line('jaithip').taps(th.quick.card)
    expect(await deployment.hears('jaithip')).toContain(th.card.message)
  })
  it('who left the chat and comes back finds the card', async () => {
    await line('jaithip').unfollows()
    await line('jaithip').follows()
    const heard = await deployment.hears('jaithip')
    expect(heard).toContain(th.sentences.welcomeBack)
    expect(heard).toContain(th.card.message)
    expect(heard).not.toContain(th.welcome.title)
  })
})

describe('a person who is registering', () => {
  it('and comes back finds the step, not the first welcome', async () => {
    await walkThrough(deployment, { ...jaithip, line: 'noi' }, 'cardFront')
    await deployment.hears('noi')
    await line('noi').unfollows()
    await line('noi').follows()
    const heard = await deployment.hears('noi')
    expect(heard).toContain(th.sentences.welcomeBack)
    expect(heard).toContain(th.steps.cardFront.title)
  })
  it('who sent a photo is not asked for it again', async () => {
    const { readFileSync } = await import('node:fs')
    await line('noi').sendsPhoto(new Uint8Array(readFileSync('assets/pictures/card-front.png')))
    await deployment.settled()
    const heard = await deployment.hears('noi')
    expect(heard).toContain(th.photos.received)
    expect(heard).not.toContain(th.steps.cardFront.text)
  })
  it('who declined the terms and then taps the older “accept” reads the terms again', async () => {
    await line('bunma').follows()
    await deployment.hears('bunma')
    await line('bunma').taps(th.welcome.start)
    await deployment.hears('bunma')
    await line('bunma').taps(th.steps.terms.refuse ?? '')
    expect(await deployment.hears('bunma')).toContain(th.steps.declined.title)
    await line('bunma').taps(th.steps.terms.go)
    const heard = await deployment.hears('bunma')
    expect(heard).toContain(th.steps.terms.title)
    expect(heard).not.toContain(th.sentences.earlierStep)
  })
})
