// The map of the Messaging API's paths, with its small routes: profile, loading dots, webhook endpoint, the bot itself.
import { contentApi } from './content-api.ts'
import { verifyEndpoint } from './deliver.ts'
import { inspector, newApi, readJson, refuse } from './inspector.ts'
import { liffServerApi } from './liff-api.ts'
import { menusApi, userMenusApi } from './menus-api.ts'
import { messagesApi } from './messages-api.ts'
import { personByUserId, setLoading, type World } from './state.ts'

/** LINE shows the dots for 20 s when nothing else is said. */
const usualLoading = 20

const endpointApi = (world: World) =>
  newApi()
    .get('/endpoint', (c) => c.json({ endpoint: world.settings.webhookUrl, active: true }))
    .put('/endpoint', (c) => {
      const read = readJson(c, world.schemas.webhookEndpoint)
      if (!read.ok) return read.response
      world.settings.webhookUrl = read.value.endpoint
      return c.json({})
    })
    .post('/test', async (c) => {
      const read = readJson(c, world.schemas.webhookTest)
      if (!read.ok) return read.response
      const { status, detail } = await verifyEndpoint(world, read.value.endpoint ?? world.settings.webhookUrl)
      const success = status === 200
      const reason = success ? 'OK' : status === 0 ? 'COULD_NOT_CONNECT' : 'ERROR_STATUS_CODE'
      return c.json({ success, timestamp: new Date(world.clock()).toISOString(), statusCode: status, reason, detail })
    })

const chatApi = (world: World) =>
  newApi()
    .post('/loading/start', (c) => {
      const read = readJson(c, world.schemas.loading)
      if (!read.ok) return read.response
      const person = personByUserId(world, read.value.chatId)
      const seconds = read.value.loadingSeconds ?? usualLoading
      c.get('call').summary = `loading · ${seconds} s`
      if (person) {
        c.get('call').person = person.id
        setLoading(world, person.id, world.clock() + seconds * 1000)
      }
      return c.json({}, 202)
    })
    .post('/markAsRead', (c) => c.json({}))

/** Everything behind the bearer token: /v2/bot and /liff/v1. */
export const botApi = (world: World) => {
  const bot = newApi()
    .get('/info', (c) =>
      c.json({
        userId: world.bot.userId,
        basicId: world.bot.basicId,
        displayName: world.bot.name,
        chatMode: 'bot',
        markAsReadMode: 'auto',
      }),
    )
    .get('/profile/:user', (c) => {
      const person = personByUserId(world, c.req.param('user'))
      // LINE knows no profile of somebody who has blocked the account.
      if (!person || person.blocked) return refuse(c, 404, 'Not found')
      c.get('call').person = person.id
      return c.json({ userId: person.userId, displayName: person.name, language: person.language })
    })
    .get('/followers/ids', (c) =>
      c.json({ userIds: [...world.people.values()].filter((p) => p.follows).map((p) => p.userId) }),
    )
    .route('/message', messagesApi(world))
    .route('/message', contentApi(world))
    .route('/richmenu', menusApi(world))
    .route('/user', userMenusApi(world))
    .route('/chat', chatApi(world))
    .route('/channel/webhook', endpointApi(world))
  return newApi()
    .use('/v2/bot/*', inspector(world))
    .use('/liff/v1/*', inspector(world))
    .route('/v2/bot', bot)
    .route('/liff/v1', liffServerApi(world))
    .all('/v2/bot/*', (c) => refuse(c, 404, 'Not found'))
    .all('/liff/v1/*', (c) => refuse(c, 404, 'Not found'))
}
