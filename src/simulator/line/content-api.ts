// Serves the media that a person sent: ready, not ready yet, cut half-way, or gone after an unsend.
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { newApi, refuse } from './inspector.ts'
import type { Content, SimState } from './state.ts'

const headersOf = (content: Content) => ({
  'content-type': content.type,
  'content-length': String(content.bytes.length),
})

/** Sends half of the bytes that Content-Length announces, then breaks the connection. */
const cutHalfWay = (content: Content, outgoing: HttpBindings['outgoing']): Response => {
  outgoing.writeHead(200, headersOf(content))
  outgoing.write(content.bytes.subarray(0, content.bytes.length >> 1), () => outgoing.destroy())
  return RESPONSE_ALREADY_SENT
}

/** Routes under /v2/bot/message/:id/content (on LINE: api-data.line.me). */
export const contentApi = (sim: SimState) =>
  newApi()
    .get('/:id/content/transcoding', (c) => {
      const content = sim.contents.get(c.req.param('id'))
      return content ? c.json({ status: 'succeeded' }) : refuse(c, 404, 'Not found')
    })
    .on('GET', ['/:id/content', '/:id/content/preview'], (c) => {
      const id = c.req.param('id') ?? ''
      const content = sim.contents.get(id)
      c.get('call').summary = `content ${id}`
      if (!content) return refuse(c, 404, 'Not found')
      if (content.gone) return refuse(c, 410, 'Gone')
      content.asked += 1
      if (sim.switches.content202First && content.asked === 1) return c.body(null, 202)
      if (!sim.switches.cutContent) return c.body(content.bytes, 200, headersOf(content))
      c.get('call').notes.push('cut half-way by switch')
      return cutHalfWay(content, c.env.outgoing)
    })
