// The rich menus: created once, found again, and described by one table.
import { readFile, stat } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readButton } from '../../../src/core/chat/button.ts'
import { createLine } from '../../../src/service/line/client.ts'
import { ensureMenus } from '../../../src/service/line/menus/ensure.ts'
import { boundsOf, menuDefinitions, menuSize, menus } from '../../../src/service/line/menus/table.ts'
import { channel, type ServiceAndSimulator, startServiceAndSimulator } from '../../kit/line-platform.ts'
import { config } from '../../kit/sayings.ts'

let both: ServiceAndSimulator
beforeEach(async () => {
  both = await startServiceAndSimulator()
})
afterEach(() => both.close())

const settings = () => ({
  accessToken: channel.channelAccessToken,
  apiOrigin: both.simulator.origin,
  dataOrigin: both.simulator.origin,
})
const readPicture = async (name: string) => new Uint8Array(await readFile(`assets/richmenu/${name}.png`))
const ensure = (changed = config) => ensureMenus(settings(), changed, readPicture)
const menuNames = async () => (await both.client.getRichMenuList()).richmenus.map(({ name }) => name)

describe('creating menus', () => {
  test('the first run creates four menus, and a new user sees the Thai enrolment menu', async () => {
    expect(await ensure()).toHaveLength(4)
    expect(both.platform.person('somchai').menu()?.name).toMatch(/^phokbat-register-th-[0-9a-f]{12}$/)
  })
  test('the second run creates and changes nothing', async () => {
    await ensure()
    const before = both.platform.calls.length
    expect(await ensure()).toEqual([])
    expect(await menuNames()).toHaveLength(4)
    expect(both.platform.calls.slice(before).filter(({ method }) => method !== 'GET')).toEqual([])
  })
  test('new content makes a new menu, and the alias points to it', async () => {
    await ensure()
    const otherContent = { ...config, line: { ...config.line, liffId: '2000000002-another1' } }
    expect(await ensure(otherContent)).toHaveLength(2)
    const { richMenuId } = await both.client.getRichMenuAlias('phokbat-card-th')
    expect(JSON.stringify(await both.client.getRichMenu(richMenuId))).toContain('2000000002-another1/show')
  })
  test('a run that stopped before the picture is completed by the next one', async () => {
    await ensure()
    const { richMenuId } = await both.client.getRichMenuAlias('phokbat-register-th')
    const { richMenuId: _, ...definition } = await both.client.getRichMenu(richMenuId)
    await both.client.deleteRichMenuAlias('phokbat-register-th')
    await both.client.deleteRichMenu(richMenuId)
    await both.client.createRichMenu(definition)
    expect(await ensure()).toEqual([])
    // The platform refuses a default menu without a picture.
    expect(both.platform.person('somchai').menu()?.name).toBe(definition.name)
  })
})

describe('linking a menu', () => {
  const line = () => createLine(settings(), config, () => undefined)
  test('a user gets the menu of their step and language', async () => {
    await ensure()
    const { person, menu } = both.platform.person('fatima')
    expect(await line().linkMenu(person.userId, 'card', 'en')).toEqual({ ok: true, value: undefined })
    expect(menu()?.name).toMatch(/^phokbat-card-en-/)
  })
  test('a menu id is fetched once, and again after a link failed', async () => {
    await ensure()
    const port = line()
    const { person } = both.platform.person('fatima')
    await port.linkMenu(person.userId, 'card', 'en')
    await port.linkMenu(person.userId, 'card', 'en')
    const asked = () =>
      both.platform.calls.filter(({ path, method }) => method === 'GET' && path?.includes('/alias/phokbat-card-en'))
        .length
    const before = asked()
    const { richMenuId } = await both.client.getRichMenuAlias('phokbat-card-en')
    await both.client.deleteRichMenu(richMenuId)
    expect(await port.linkMenu(person.userId, 'card', 'en')).toMatchObject({ ok: false })
    await ensure()
    expect(await port.linkMenu(person.userId, 'card', 'en')).toMatchObject({ ok: true })
    expect(before).toBeGreaterThan(0)
  })
  test('without menus the link fails with a reason and does not throw', async () => {
    expect(await line().linkMenu(both.platform.person('fatima').person.userId, 'card', 'th')).toMatchObject({
      ok: false,
    })
  })
})

describe('the table', () => {
  test('fields cover the whole picture side by side', () => {
    for (const menu of menus) {
      let x = 0
      for (const bounds of boundsOf(menu)) {
        expect(bounds).toMatchObject({ x, y: 0, height: menuSize.height })
        x += bounds.width ?? 0
      }
      expect(x).toBe(menuSize.width)
    }
  })
  test('every tap opens the mini-app or is a known button', () => {
    for (const { body } of menuDefinitions(config.line.liffId))
      for (const { action } of body.areas ?? []) {
        if (action?.type === 'postback') expect(readButton((action as { data: string }).data)).toBeDefined()
        else
          expect((action as { uri: string }).uri).toMatch(
            /^https:\/\/liff\.line\.me\/2000000002-phokbat1\/(show|share)$/,
          )
      }
  })
  test('the pictures of the menus exist, have the right size and at most 1 MB', async () => {
    for (const { picture } of menuDefinitions(config.line.liffId)) {
      const png = await readFile(`assets/richmenu/${picture}.png`)
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([menuSize.width, menuSize.height])
      expect((await stat(`assets/richmenu/${picture}.png`)).size).toBeLessThanOrEqual(1024 * 1024)
    }
  })
})
