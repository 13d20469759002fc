// Signed webhooks as LINE sends them, each with an event of its own, and a client that sends them over a few open connections.
import { createHmac, randomBytes } from 'node:crypto'
import { connect } from 'node:net'

export const channelSecret = 'b'.repeat(32)

/** Body and signature of one event from a new user. */
export const webhookRequest = () => {
  const event = {
    type: 'message',
    mode: 'active',
    webhookEventId: randomBytes(13).toString('hex').toUpperCase(),
    timestamp: Date.now(),
    source: { type: 'user', userId: `U${randomBytes(16).toString('hex')}` },
    replyToken: randomBytes(16).toString('hex'),
    deliveryContext: { isRedelivery: false },
    message: { type: 'text', id: '468789577898262530', quoteToken: 'q3Plxr4AgKd', text: 'ทำต่อ' },
  }
  const body = JSON.stringify({ destination: `U${'0'.repeat(32)}`, events: [event] })
  return { body, signature: createHmac('sha256', channelSecret).update(body).digest('base64') }
}

const onTheWire = (port: number): Buffer => {
  const { body, signature } = webhookRequest()
  const head = [
    'POST /webhook HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    'content-type: application/json; charset=utf-8',
    'user-agent: LineBotWebhook/2.0',
    `x-line-signature: ${signature}`,
    `content-length: ${Buffer.byteLength(body)}`,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`)
}

/** Sends the requests one after the other over one connection. Expects short responses: with a content-length, or chunked. */
const sendAll = (port: number, requests: readonly Buffer[]): Promise<void> =>
  new Promise((resolve, reject) => {
    let [sent, said] = [0, '']
    const socket = connect(port, '127.0.0.1', () => void socket.write(requests[sent++]!))
    const whole = () => {
      const [head, body] = said.split('\r\n\r\n', 2)
      const length = /content-length: (\d+)/i.exec(head ?? '')?.[1]
      return body !== undefined && (length ? Buffer.byteLength(body) >= Number(length) : said.endsWith('0\r\n\r\n'))
    }
    socket.setNoDelay().once('error', reject)
    socket.on('data', (chunk) => {
      said += chunk
      if (!whole()) return
      if (!said.startsWith('HTTP/1.1 200')) return reject(new Error(said.slice(0, 400)))
      said = ''
      const next = requests[sent++]
      if (next) return void socket.write(next)
      socket.destroy()
      resolve()
    })
  })

/** Sends `count` webhooks and returns how many the server on this port acknowledged per second. */
export const measureRate = async (port: number, count: number, connections = 16): Promise<number> => {
  // Signed before timing starts, because the client shares the machine with the server.
  const each = Array.from({ length: connections }, () =>
    Array.from({ length: Math.ceil(count / connections) }, () => onTheWire(port)),
  )
  const started = performance.now()
  await Promise.all(each.map((requests) => sendAll(port, requests)))
  return (each.flat().length * 1000) / (performance.now() - started)
}
