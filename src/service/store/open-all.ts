// Opening many records at once, where one that does not open must not hold up the others.

/** What could be opened. Throws only when nothing could: then the fault is seen, and nobody waits behind it. */
export const openAll = async <T>(records: readonly Promise<T>[]): Promise<T[]> => {
  const settled = await Promise.allSettled(records)
  const values = settled.flatMap((record) => (record.status === 'fulfilled' ? [record.value] : []))
  const failed = settled.find((record) => record.status === 'rejected')
  if (failed && values.length === 0) throw failed.reason
  return values
}
