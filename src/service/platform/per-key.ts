// Runs work for many people at once: in order for each person, while a slow answer holds up nobody else.

/** Groups `items` by `whose` and works on up to `most` groups at once. Rejects as soon as one `work` rejects. */
export const perKey = async <T>(
  items: readonly T[],
  whose: (item: T) => string,
  most: number,
  work: (item: T) => Promise<void>,
): Promise<void> => {
  const queues = new Map<string, T[]>()
  for (const item of items) queues.set(whose(item), [...(queues.get(whose(item)) ?? []), item])
  const waiting = [...queues.values()]
  const worker = async () => {
    for (let queue = waiting.shift(); queue; queue = waiting.shift()) for (const item of queue) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(most, waiting.length) }, worker))
}
