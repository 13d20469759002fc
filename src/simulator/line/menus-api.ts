// Rich menus: created, given a picture, made the default or linked to one person, named by aliases.
import type { messagingApi } from '@line/bot-sdk'
import type { Person } from '../wire.ts'
import { readPicture } from './images.ts'
import { type ApiContext, newApi, readJson, refuse } from './inspector.ts'
import { limits } from './limits.ts'
import { emitMenus, menuOf } from './snapshot.ts'
import { hex, personByUserId, type World } from './state.ts'

const noPicture = 'must upload richmenu image before applying it to user'

/** Why this picture cannot be the menu's, if it cannot. */
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

const link = (world: World, c: ApiContext, id: string, person: Person | undefined) => {
  const menu = world.menus.get(id)
  if (!menu) return refuse(c, 404, 'richmenu not found')
  if (!person) return refuse(c, 404, 'user not found')
  if (!menu.image) return refuse(c, 400, noPicture)
  c.get('call').person = person.id
  world.linkedMenus.set(person.id, id)
  emitMenus(world)
  return c.json({})
}

const drop = (world: World, id: string): void => {
  world.menus.delete(id)
  if (world.defaultMenu === id) world.defaultMenu = undefined
  for (const [person, linked] of world.linkedMenus) if (linked === id) world.linkedMenus.delete(person)
  emitMenus(world)
}

/** Routes under /v2/bot/richmenu. */
export const menusApi = (world: World) =>
  newApi()
    .post('/', (c) => {
      const read = readJson(c, world.schemas.richMenu)
      if (!read.ok) return read.response
      const richMenuId = `richmenu-${hex(world, 16)}`
      world.menus.set(richMenuId, { richMenuId, ...read.value })
      emitMenus(world)
      return c.json({ richMenuId })
    })
    .post('/validate', (c) => {
      const read = readJson(c, world.schemas.richMenu)
      return read.ok ? c.json({}) : read.response
    })
    .get('/list', (c) => c.json({ richmenus: [...world.menus.values()].map(({ image: _, ...menu }) => menu) }))
    .post('/bulk/link', (c) => {
      const read = readJson(c, world.schemas.bulkLink)
      if (!read.ok) return read.response
      if (!world.menus.get(read.value.richMenuId)?.image) return refuse(c, 400, noPicture)
      for (const userId of read.value.userIds) {
        const person = personByUserId(world, userId)
        if (person) world.linkedMenus.set(person.id, read.value.richMenuId)
      }
      emitMenus(world)
      return c.json({}, 202)
    })
    .post('/bulk/unlink', (c) => {
      const read = readJson(c, world.schemas.bulkUnlink)
      if (!read.ok) return read.response
      for (const userId of read.value.userIds) world.linkedMenus.delete(personByUserId(world, userId)?.id ?? '')
      emitMenus(world)
      return c.json({}, 202)
    })
    .route('/alias', aliasesApi(world))
    .get('/:id', (c) => {
      const menu = world.menus.get(c.req.param('id'))
      if (!menu) return refuse(c, 404, 'richmenu not found')
      const { image: _, ...plain } = menu
      return c.json(plain)
    })
    .delete('/:id', (c) => {
      if (!world.menus.has(c.req.param('id'))) return refuse(c, 404, 'richmenu not found')
      drop(world, c.req.param('id'))
      return c.json({})
    })
    .get('/:id/content', (c) => {
      const image = world.menus.get(c.req.param('id'))?.image
      return image ? c.body(image.bytes, 200, { 'content-type': image.type }) : refuse(c, 404, 'Not found')
    })
    .post('/:id/content', async (c) => {
      const menu = world.menus.get(c.req.param('id'))
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
      emitMenus(world)
      return c.json({})
    })

const aliasesApi = (world: World) =>
  newApi()
    .get('/list', (c) =>
      c.json({ aliases: [...world.aliases].map(([richMenuAliasId, richMenuId]) => ({ richMenuAliasId, richMenuId })) }),
    )
    .post('/', (c) => {
      const read = readJson(c, world.schemas.alias)
      if (!read.ok) return read.response
      const { richMenuAliasId, richMenuId } = read.value
      if (world.aliases.has(richMenuAliasId)) return refuse(c, 400, 'conflict richmenu alias id')
      return setAlias(world, c, richMenuAliasId, richMenuId)
    })
    .get('/:id', (c) => {
      const richMenuId = world.aliases.get(c.req.param('id'))
      return richMenuId ? c.json({ richMenuAliasId: c.req.param('id'), richMenuId }) : refuse(c, 404, 'Not found')
    })
    .post('/:id', (c) => {
      const read = readJson(c, world.schemas.aliasUpdate)
      if (!read.ok) return read.response
      if (!world.aliases.has(c.req.param('id'))) return refuse(c, 404, 'richmenu alias not found')
      return setAlias(world, c, c.req.param('id'), read.value.richMenuId)
    })
    .delete('/:id', (c) => {
      if (!world.aliases.delete(c.req.param('id'))) return refuse(c, 404, 'richmenu alias not found')
      emitMenus(world)
      return c.json({})
    })

const setAlias = (world: World, c: ApiContext, alias: string, richMenuId: string) => {
  const menu = world.menus.get(richMenuId)
  if (!menu) return refuse(c, 400, 'richmenu not found')
  if (!menu.image) return refuse(c, 400, 'must upload richmenu image before applying it to alias')
  world.aliases.set(alias, richMenuId)
  emitMenus(world)
  return c.json({})
}

/** Routes under /v2/bot/user: the default menu (`all`) and one person's. */
export const userMenusApi = (world: World) =>
  newApi()
    .post('/all/richmenu/:id', (c) => {
      const menu = world.menus.get(c.req.param('id'))
      if (!menu) return refuse(c, 404, 'richmenu not found')
      if (!menu.image) return refuse(c, 400, noPicture)
      world.defaultMenu = menu.richMenuId
      emitMenus(world)
      return c.json({})
    })
    .get('/all/richmenu', (c) =>
      world.defaultMenu ? c.json({ richMenuId: world.defaultMenu }) : refuse(c, 404, 'no default richmenu'),
    )
    .delete('/all/richmenu', (c) => {
      world.defaultMenu = undefined
      emitMenus(world)
      return c.json({})
    })
    .get('/:user/richmenu', (c) => {
      const person = personByUserId(world, c.req.param('user'))
      const menu = person && menuOf(world, person.id)
      return menu ? c.json({ richMenuId: menu.richMenuId }) : refuse(c, 404, 'the user has no richmenu')
    })
    .post('/:user/richmenu/:id', (c) => link(world, c, c.req.param('id'), personByUserId(world, c.req.param('user'))))
    .delete('/:user/richmenu', (c) => {
      const person = personByUserId(world, c.req.param('user'))
      if (!person) return refuse(c, 404, 'user not found')
      world.linkedMenus.delete(person.id)
      emitMenus(world)
      return c.json({})
    })
