// Rows that come in one turn of the event loop go out as one statement: a commit costs far more than a row.

/** Resolves when the writing of its rows did; where that fails, it fails for all who shared the turn.
 * `turn`: resolves at the end of the turn. Without it every call is written by itself, as where each request has a store of its own. */
export const gathered = <Row>(
  write: (rows: readonly Row[]) => Promise<void>,
  turn?: () => Promise<void>,
): ((rows: readonly Row[]) => Promise<void>) => {
  if (!turn) return write
  let round: { rows: Row[]; written: Promise<void> } | undefined
  return (rows) => {
    if (round) {
      round.rows.push(...rows)
      return round.written
    }
    const all = [...rows]
    const written = turn().then(() => {
      round = undefined
      return write(all)
    })
    round = { rows: all, written }
    return written
  }
}
