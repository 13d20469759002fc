// A time limit for work that cannot be told to stop: LINE's SDK knows neither time-outs nor abort signals.

export const timedOut = Symbol('timed out')

/** The work's value, or `timedOut` after `ms`. The work itself goes on and its late outcome is dropped. */
export const withinTime = async <T>(ms: number, work: Promise<T>): Promise<T | typeof timedOut> => {
  const over = AbortSignal.timeout(ms)
  return Promise.race([
    work,
    new Promise<typeof timedOut>((resolve) => over.addEventListener('abort', () => resolve(timedOut), { once: true })),
  ])
}
