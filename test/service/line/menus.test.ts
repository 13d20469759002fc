// The menus under the chat: made once, found again, drawn and tapped from one table.
import { readFile, stat } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readButton } from '../../../src/core/chat/button.ts'
import { createLine } from '../../../src/service/line/client.ts'
import { ensureMenus } from '../../../src/service/line/menus/ensure.ts'
import { boundsOf, menuDefinitions, menuSize, menus } from '../../../src/service/line/menus/table.ts'
import { channel, type ServiceAndSimulator, startServiceAndSimulator } from '../../kit/line-platform.ts'
import { config } from './sayings.ts'

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
const drawn = async (name: string) => new Uint8Array(await readFile(`assets/richmenu/${name}.png`))
const ensure = (changed = config) => ensureMenus(settings(), changed, drawn)
const menuNames = async () => (await both.client.getRichMenuList()).richmenus.map(({ name }) => name)

describe('making menus', () => {
  test('the first run makes four menus, and somebody new sees the Thai one for registering', async () => {
    expect(await ensure()).toHaveLength(4)
    expect(both.platform.person('somchai').menu()?.name).toMatch(/^phokbat-register-th-[0-9a-f]{12}$/)
  })
  test('the second run makes nothing and changes nothing', async () => {
    await ensure()
    const before = both.platform.calls.length
    expect(await ensure()).toEqual([])
    expect(await menuNames()).toHaveLength(4)
    expect(both.platform.calls.slice(before).filter(({ method }) => method !== 'GET')).toEqual([])
  })
  test('another content is another menu, and the alias follows', async () => {
    await ensure()
    const moved = { ...config, line: { ...config.line, liffId: '2000000002-another1' } }
    expect(await ensure(moved)).toHaveLength(2)
    const { richMenuId } = await both.client.getRichMenuAlias('phokbat-card-th')
    expect(JSON.stringify(await both.client.getRichMenu(richMenuId))).toContain('2000000002-another1/show')
  })
  test('a run that broke off before the picture is mended by the next one', async () => {
    await ensure()
    const { richMenuId } = await both.client.getRichMenuAlias('phokbat-register-th')
    const { richMenuId: _, ...definition } = await both.client.getRichMenu(richMenuId)
    await both.client.deleteRichMenuAlias('phokbat-register-th')
    await both.client.deleteRichMenu(richMenuId)
    await both.client.createRichMenu(definition)
    expect(await ensure()).toEqual([])
    // The platform makes no menu the default without its picture.
    expect(both.platform.person('somchai').menu()?.name).toBe(definition.name)
  })
})

describe('linking a menu', () => {
  const line = () => createLine(settings(), config, () => undefined)
  test('the menu follows what a person has, in their language', async () => {
    await ensure()
    const { person, menu } = both.platform.person('fatima')
    expect(await line().linkMenu(person.userId, 'card', 'en')).toEqual({ ok: true, value: undefined })
    expect(menu()?.name).toMatch(/^phokbat-card-en-/)
  })
  test('ids are asked for once, and again after a link failed', async () => {
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
  test('without menus there is a reason, not an error', async () => {
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
  test('every tap leads into the mini-app or is a button that we know', () => {
    for (const { body } of menuDefinitions(config.line.liffId))
      for (const { action } of body.areas ?? []) {
        if (action?.type === 'postback') expect(readButton((action as { data: string }).data)).toBeDefined()
        else
          expect((action as { uri: string }).uri).toMatch(
            /^https:\/\/liff\.line\.me\/2000000002-phokbat1\/(show|share)$/,
          )
      }
  })
  test('the drawn menus are there, of the right size and at most 1 MB', async () => {
    for (const { picture } of menuDefinitions(config.line.liffId)) {
      const png = await readFile(`assets/richmenu/${picture}.png`)
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([menuSize.width, menuSize.height])
      expect((await stat(`assets/richmenu/${picture}.png`)).size).toBeLessThanOrEqual(1024 * 1024)
    }
  })
})
