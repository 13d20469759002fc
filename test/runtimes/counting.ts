// A proxy between the Worker and its database that records every request: one
// entry per round trip, its statements in order.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

type Stmt = { sql?: string; sql_id?: number }
type Ask = { sql?: string; sql_id?: number; stmt?: Stmt; batch?: { steps: { stmt: Stmt }[] } }

/** The statements of one Hrana pipeline. Hrana stores a long statement by id first and refers to it afterwards. */
const statementsIn = (pipeline: { requests: Ask[] }) => {
  const stored = new Map(pipeline.requests.map(({ sql_id, sql }) => [sql_id, sql]))
  const run = pipeline.requests.flatMap(({ stmt, batch }) => stmt ?? batch?.steps.map((step) => step.stmt) ?? [])
  return run.map(({ sql, sql_id }) => (sql ?? stored.get(sql_id) ?? '').toLowerCase())
}

export const countRoundTrips = async (databaseUrl: string) => {
  const trips: string[][] = []
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    trips.push(body.length > 0 ? statementsIn(JSON.parse(body.toString())) : [])
    const { method, headers } = request
    const answer = await fetch(`${databaseUrl}${request.url}`, {
      method,
      headers: { 'content-type': headers['content-type'] ?? '' },
      body: method === 'GET' ? undefined : new Uint8Array(body),
    })
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
    response.end(new Uint8Array(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The round trips to the database while `act` ran. */
    during: async (act: () => Promise<unknown>) => {
      trips.length = 0
      await act()
      return [...trips]
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
