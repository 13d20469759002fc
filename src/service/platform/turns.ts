// Starts work a few pieces at a time, so that a rush keeps no turn of the event loop long. Nothing holds a place while it
// waits: a piece counts when it starts and never again.

/**
 * Starts at most `most` works in one turn, in order of arrival. `nextTurn` runs its argument in a later turn of the loop.
 * Decision 100: a gate that a waiting request keeps is a gate that sixteen slow callers close.
 */
export const startsPerTurn = (most: number, nextTurn: (start: () => void) => void) => {
  const waiting: (() => void)[] = []
  let scheduled = false
  const startSome = () => {
    scheduled = false
    for (const start of waiting.splice(0, most)) start()
    schedule()
  }
  const schedule = () => {
    if (scheduled || waiting.length === 0) return
    scheduled = true
    nextTurn(startSome)
  }
  return <T>(work: () => T | Promise<T>): Promise<T> =>
    new Promise<void>((start) => {
      waiting.push(start)
      schedule()
    }).then(work)
}
