// The deployed Worker under a test's control: it uses the test's clock and reports when it has finished its work.
import worker from '../../src/worker.ts'

type Env = Parameters<typeof worker.fetch>[1] & { WORLD: Fetcher }

let now = 0
Date.now = () => now

const inWorld = async <T>(
  env: Env,
  ctx: ExecutionContext,
  act: (ctx: ExecutionContext) => T | Promise<T>,
): Promise<T> => {
  now = Number(await (await env.WORLD.fetch('http://world/begins')).text())
  const work: Promise<unknown>[] = []
  const watched = { ...ctx, props: ctx.props, waitUntil: (more: Promise<unknown>) => void work.push(more) }
  const rest = async () => {
    for (let done = 0; done < work.length; ) done = (await Promise.allSettled(work)).length
    await env.WORLD.fetch('http://world/ends')
  }
  try {
    return await act(watched as ExecutionContext)
  } finally {
    ctx.waitUntil(rest())
  }
}

export default {
  fetch: (request, env, ctx) => inWorld(env, ctx, (watched) => worker.fetch(request, env, watched)),
  scheduled: (controller, env, ctx) => inWorld(env, ctx, (watched) => worker.scheduled(controller, env, watched)),
} satisfies ExportedHandler<Env>
