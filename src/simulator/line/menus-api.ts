// The routes of rich menus: create, upload a picture, set the default, link to a person, name by aliases.
import type { messagingApi } from '@line/bot-sdk'
import type { Person } from '../wire.ts'
import { readPicture } from './images.ts'
import { type ApiContext, newApi, readJson, refuse } from './inspector.ts'
import { limits } from './limits.ts'
import { emitMenus, menuOf } from './snapshot.ts'
import { hex, personByUserId, type SimState } from './state.ts'

const noPicture = 'must upload richmenu image before applying it to user'

/** Returns why LINE would refuse the picture for a menu of this size, or undefined. */
const pictureFault = (bytes: Uint8Array, type: string, size: messagingApi.RichMenuSize): string | undefined => {
  if (bytes.length > limits.richMenuImageBytes) return `The image must be at most ${limits.richMenuImageBytes} bytes`
  const picture = readPicture(bytes)
  if (!picture) return 'The image must be a JPEG or PNG'
  if (type !== `image/${picture.format}`) return `Content-Type is ${type} but the image is ${picture.format}`
  if (picture.width !== size.width || picture.height !== size.height) {
    return `The image is ${picture.width}×${picture.height}, the rich menu ${size.width}×${size.height}`
  }
  return undefined
}

const link = (sim: SimState, c: ApiContext, id: string, person: Person | undefined) => {
  const menu = sim.menus.get(id)
  if (!menu) return refuse(c, 404, 'richmenu not found')
  if (!person) return refuse(c, 404, 'user not found')
  if (!menu.image) return refuse(c, 400, noPicture)
  c.get('call').person = person.id
  sim.linkedMenus.set(person.id, id)
  emitMenus(sim)
  return c.json({})
}

const drop = (sim: SimState, id: string): void => {
  sim.menus.delete(id)
  if (sim.defaultMenu === id) sim.defaultMenu = undefined
  for (const [person, linked] of sim.linkedMenus) if (linked === id) sim.linkedMenus.delete(person)
  emitMenus(sim)
}

/** Routes under /v2/bot/richmenu. */
export const menusApi = (sim: SimState) =>
  newApi()
    .post('/', (c) => {
      const read = readJson(c, sim.schemas.richMenu)
      if (!read.ok) return read.response
      const richMenuId = `richmenu-${hex(sim, 16)}`
      sim.menus.set(richMenuId, { richMenuId, ...read.value })
      emitMenus(sim)
      return c.json({ richMenuId })
    })
    .post('/validate', (c) => {
      const read = readJson(c, sim.schemas.richMenu)
      return read.ok ? c.json({}) : read.response
    })
    .get('/list', (c) => c.json({ richmenus: [...sim.menus.values()].map(({ image: _, ...menu }) => menu) }))
    .post('/bulk/link', (c) => {
      const read = readJson(c, sim.schemas.bulkLink)
      if (!read.ok) return read.response
      if (!sim.menus.get(read.value.richMenuId)?.image) return refuse(c, 400, noPicture)
      for (const userId of read.value.userIds) {
        const person = personByUserId(sim, userId)
        if (person) sim.linkedMenus.set(person.id, read.value.richMenuId)
      }
      emitMenus(sim)
      return c.json({}, 202)
    })
    .post('/bulk/unlink', (c) => {
      const read = readJson(c, sim.schemas.bulkUnlink)
      if (!read.ok) return read.response
      for (const userId of read.value.userIds) sim.linkedMenus.delete(personByUserId(sim, userId)?.id ?? '')
      emitMenus(sim)
      return c.json({}, 202)
    })
    .route('/alias', aliasesApi(sim))
    .get('/:id', (c) => {
      const menu = sim.menus.get(c.req.param('id'))
      if (!menu) return refuse(c, 404, 'richmenu not found')
      const { image: _, ...plain } = menu
      return c.json(plain)
    })
    .delete('/:id', (c) => {
      if (!sim.menus.has(c.req.param('id'))) return refuse(c, 404, 'richmenu not found')
      drop(sim, c.req.param('id'))
      return c.json({})
    })
    .get('/:id/content', (c) => {
      const image = sim.menus.get(c.req.param('id'))?.image
      return image ? c.body(image.bytes, 200, { 'content-type': image.type }) : refuse(c, 404, 'Not found')
    })
    .post('/:id/content', async (c) => {
      const menu = sim.menus.get(c.req.param('id'))
      if (!menu) return refuse(c, 404, 'richmenu not found')
      if (menu.image) return refuse(c, 400, 'An image has already been uploaded to the richmenu')
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      const type = c.req.header('content-type') ?? ''
      c.get('call').measures = [
        { label: 'image', value: bytes.length, limit: limits.richMenuImageBytes, unit: 'bytes' },
      ]
      const fault = pictureFault(bytes, type, menu.size)
      if (fault) return refuse(c, 400, fault)
      menu.image = { bytes, type, asked: 0, gone: false }
      emitMenus(sim)
      return c.json({})
    })

const aliasesApi = (sim: SimState) =>
  newApi()
    .get('/list', (c) =>
      c.json({ aliases: [...sim.aliases].map(([richMenuAliasId, richMenuId]) => ({ richMenuAliasId, richMenuId })) }),
    )
    .post('/', (c) => {
      const read = readJson(c, sim.schemas.alias)
      if (!read.ok) return read.response
      const { richMenuAliasId, richMenuId } = read.value
      if (sim.aliases.has(richMenuAliasId)) return refuse(c, 400, 'conflict richmenu alias id')
      return setAlias(sim, c, richMenuAliasId, richMenuId)
    })
    .get('/:id', (c) => {
      const richMenuId = sim.aliases.get(c.req.param('id'))
      return richMenuId ? c.json({ richMenuAliasId: c.req.param('id'), richMenuId }) : refuse(c, 404, 'Not found')
    })
    .post('/:id', (c) => {
      const read = readJson(c, sim.schemas.aliasUpdate)
      if (!read.ok) return read.response
      if (!sim.aliases.has(c.req.param('id'))) return refuse(c, 404, 'richmenu alias not found')
      return setAlias(sim, c, c.req.param('id'), read.value.richMenuId)
    })
    .delete('/:id', (c) => {
      if (!sim.aliases.delete(c.req.param('id'))) return refuse(c, 404, 'richmenu alias not found')
      emitMenus(sim)
      return c.json({})
    })

const setAlias = (sim: SimState, c: ApiContext, alias: string, richMenuId: string) => {
  const menu = sim.menus.get(richMenuId)
  if (!menu) return refuse(c, 400, 'richmenu not found')
  if (!menu.image) return refuse(c, 400, 'must upload richmenu image before applying it to alias')
  sim.aliases.set(alias, richMenuId)
  emitMenus(sim)
  return c.json({})
}

/** Routes under /v2/bot/user: the default menu (`all`) and the menu of one person. */
export const userMenusApi = (sim: SimState) =>
  newApi()
    .post('/all/richmenu/:id', (c) => {
      const menu = sim.menus.get(c.req.param('id'))
      if (!menu) return refuse(c, 404, 'richmenu not found')
      if (!menu.image) return refuse(c, 400, noPicture)
      sim.defaultMenu = menu.richMenuId
      emitMenus(sim)
      return c.json({})
    })
    .get('/all/richmenu', (c) =>
      sim.defaultMenu ? c.json({ richMenuId: sim.defaultMenu }) : refuse(c, 404, 'no default richmenu'),
    )
    .delete('/all/richmenu', (c) => {
      sim.defaultMenu = undefined
      emitMenus(sim)
      return c.json({})
    })
    .get('/:user/richmenu', (c) => {
      const person = personByUserId(sim, c.req.param('user'))
      const menu = person && menuOf(sim, person.id)
      return menu ? c.json({ richMenuId: menu.richMenuId }) : refuse(c, 404, 'the user has no richmenu')
    })
    .post('/:user/richmenu/:id', (c) => link(sim, c, c.req.param('id'), personByUserId(sim, c.req.param('user'))))
    .delete('/:user/richmenu', (c) => {
      const person = personByUserId(sim, c.req.param('user'))
      if (!person) return refuse(c, 404, 'user not found')
      sim.linkedMenus.delete(person.id)
      emitMenus(sim)
      return c.json({})
    })
