// The LIFF server API: lists, creates, updates and deletes mini-apps of the channel.
import type { liff } from '@line/bot-sdk'
import { newApi, readJson, refuse } from './inspector.ts'
import { hex, type SimState } from './state.ts'

/** Routes under /liff/v1. */
export const liffServerApi = (sim: SimState) =>
  newApi()
    .get('/apps', (c) => {
      const apps = [...sim.liffApps.values()]
      return apps.length > 0 ? c.json({ apps }) : refuse(c, 404, 'Not found')
    })
    .post('/apps', (c) => {
      const read = readJson(c, sim.schemas.liffCreate)
      if (!read.ok) return read.response
      const liffId = `${sim.settings.loginChannelId}-${hex(sim, 4)}`
      sim.liffApps.set(liffId, { liffId, ...(read.value as liff.AddLiffAppRequest) })
      return c.json({ liffId })
    })
    .put('/apps/:id', (c) => {
      const read = readJson(c, sim.schemas.liffUpdate)
      if (!read.ok) return read.response
      const app = sim.liffApps.get(c.req.param('id'))
      if (!app) return refuse(c, 404, 'Not found')
      const { view, ...rest } = read.value
      Object.assign(app, rest)
      if (view) app.view = { ...app.view, ...view } as liff.LiffView
      return c.json({})
    })
    .delete('/apps/:id', (c) => (sim.liffApps.delete(c.req.param('id')) ? c.json({}) : refuse(c, 404, 'Not found')))
