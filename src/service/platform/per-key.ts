// Work for many people at once: in order for each of them, and nobody waits behind somebody else's slow answer.

/** Groups `items` by `whose` and works the groups beside one another, `most` at a time. Rejects as soon as one `work` does. */
export const inLanes = async <T>(
  items: readonly T[],
  whose: (item: T) => string,
  most: number,
  work: (item: T) => Promise<void>,
): Promise<void> => {
  const lanes = new Map<string, T[]>()
  for (const item of items) lanes.set(whose(item), [...(lanes.get(whose(item)) ?? []), item])
  const waiting = [...lanes.values()]
  const worker = async () => {
    for (let lane = waiting.shift(); lane; lane = waiting.shift()) for (const item of lane) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(most, waiting.length) }, worker))
}

/** At most `most` works at a time, the others in the order in which they came. */
export const gate = (most: number) => {
  let free = most
  const waiting: (() => void)[] = []
  return async <T>(work: () => T | Promise<T>): Promise<T> => {
    if (free > 0) free--
    else await new Promise<void>((enter) => waiting.push(enter))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}
