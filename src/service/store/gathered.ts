// Rows that come in one tick of the event loop go out as one statement: a commit costs far more than a row.

/** Resolves when the writing of its rows did; where that fails, it fails for all who shared the tick.
 * `tick`: resolves at its end. Without it every call is written by itself, as where each request has a store of its own. */
export const gathered = <Row>(
  write: (rows: readonly Row[]) => Promise<void>,
  tick?: () => Promise<void>,
): ((rows: readonly Row[]) => Promise<void>) => {
  if (!tick) return write
  let round: { rows: Row[]; written: Promise<void> } | undefined
  return (rows) => {
    if (round) {
      round.rows.push(...rows)
      return round.written
    }
    const all = [...rows]
    const written = tick().then(() => {
      round = undefined
      return write(all)
    })
    round = { rows: all, written }
    return written
  }
}
