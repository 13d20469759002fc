// Mounts the routes of the Messaging API; holds the small ones: profile, loading dots, webhook endpoint, bot info.
import { contentApi } from './content-api.ts'
import { verifyEndpoint } from './deliver.ts'
import { inspector, newApi, readJson, refuse } from './inspector.ts'
import { liffServerApi } from './liff-api.ts'
import { menusApi, userMenusApi } from './menus-api.ts'
import { messagesApi } from './messages-api.ts'
import { personByUserId, type SimState, setLoading } from './state.ts'

/** Seconds for which LINE shows the loading dots by default. */
const usualLoading = 20

const endpointApi = (sim: SimState) =>
  newApi()
    .get('/endpoint', (c) => c.json({ endpoint: sim.settings.webhookUrl, active: true }))
    .put('/endpoint', (c) => {
      const read = readJson(c, sim.schemas.webhookEndpoint)
      if (!read.ok) return read.response
      sim.settings.webhookUrl = read.value.endpoint
      return c.json({})
    })
    .post('/test', async (c) => {
      const read = readJson(c, sim.schemas.webhookTest)
      if (!read.ok) return read.response
      const { status, detail } = await verifyEndpoint(sim, read.value.endpoint ?? sim.settings.webhookUrl)
      const success = status === 200
      const reason = success ? 'OK' : status === 0 ? 'COULD_NOT_CONNECT' : 'ERROR_STATUS_CODE'
      return c.json({ success, timestamp: new Date(sim.clock()).toISOString(), statusCode: status, reason, detail })
    })

const chatApi = (sim: SimState) =>
  newApi()
    .post('/loading/start', (c) => {
      const read = readJson(c, sim.schemas.loading)
      if (!read.ok) return read.response
      const person = personByUserId(sim, read.value.chatId)
      const seconds = read.value.loadingSeconds ?? usualLoading
      c.get('call').summary = `loading · ${seconds} s`
      if (person) {
        c.get('call').person = person.id
        setLoading(sim, person.id, sim.clock() + seconds * 1000)
      }
      return c.json({}, 202)
    })
    .post('/markAsRead', (c) => c.json({}))

/** All routes behind the bearer token: /v2/bot and /liff/v1. */
export const botApi = (sim: SimState) => {
  const bot = newApi()
    .get('/info', (c) =>
      c.json({
        userId: sim.bot.userId,
        basicId: sim.bot.basicId,
        displayName: sim.bot.name,
        chatMode: 'bot',
        markAsReadMode: 'auto',
      }),
    )
    .get('/profile/:user', (c) => {
      const person = personByUserId(sim, c.req.param('user'))
      // LINE answers 404 for the profile of a user who has blocked the account.
      if (!person || person.blocked) return refuse(c, 404, 'Not found')
      c.get('call').person = person.id
      return c.json({ userId: person.userId, displayName: person.name, language: person.language })
    })
    .get('/followers/ids', (c) =>
      c.json({ userIds: [...sim.people.values()].filter((p) => p.follows).map((p) => p.userId) }),
    )
    .route('/message', messagesApi(sim))
    .route('/message', contentApi(sim))
    .route('/richmenu', menusApi(sim))
    .route('/user', userMenusApi(sim))
    .route('/chat', chatApi(sim))
    .route('/channel/webhook', endpointApi(sim))
  return newApi()
    .use('/v2/bot/*', inspector(sim))
    .use('/liff/v1/*', inspector(sim))
    .route('/v2/bot', bot)
    .route('/liff/v1', liffServerApi(sim))
    .all('/v2/bot/*', (c) => refuse(c, 404, 'Not found'))
    .all('/liff/v1/*', (c) => refuse(c, 404, 'Not found'))
}
