// The LIFF server API: list, create, update and delete mini-apps of the channel.
import type { liff } from '@line/bot-sdk'
import { newApi, readJson, refuse } from './inspector.ts'
import { hex, type World } from './state.ts'

/** Routes under /liff/v1. */
export const liffServerApi = (world: World) =>
  newApi()
    .get('/apps', (c) => {
      const apps = [...world.liffApps.values()]
      return apps.length > 0 ? c.json({ apps }) : refuse(c, 404, 'Not found')
    })
    .post('/apps', (c) => {
      const read = readJson(c, world.schemas.liffCreate)
      if (!read.ok) return read.response
      const liffId = `${world.settings.loginChannelId}-${hex(world, 4)}`
      world.liffApps.set(liffId, { liffId, ...(read.value as liff.AddLiffAppRequest) })
      return c.json({ liffId })
    })
    .put('/apps/:id', (c) => {
      const read = readJson(c, world.schemas.liffUpdate)
      if (!read.ok) return read.response
      const app = world.liffApps.get(c.req.param('id'))
      if (!app) return refuse(c, 404, 'Not found')
      const { view, ...rest } = read.value
      Object.assign(app, rest)
      if (view) app.view = { ...app.view, ...view } as liff.LiffView
      return c.json({})
    })
    .delete('/apps/:id', (c) => (world.liffApps.delete(c.req.param('id')) ? c.json({}) : refuse(c, 404, 'Not found')))
