// A time-out for work that cannot be cancelled: LINE's SDK supports neither time-outs nor abort signals.

export const timedOut = Symbol('timed out')

/** The work's value, or `timedOut` after `ms`. The work itself continues, and its late outcome is dropped. */
export const withinTime = async <T>(ms: number, work: Promise<T>): Promise<T | typeof timedOut> => {
  const signal = AbortSignal.timeout(ms)
  return Promise.race([
    work,
    new Promise<typeof timedOut>((resolve) =>
      signal.addEventListener('abort', () => resolve(timedOut), { once: true }),
    ),
  ])
}
