// Opens many sealed records, so that one that does not open does not hold up the others.

/**
 * The records that could be opened. Throws only if none could: then the error is seen, and no good record waits behind it.
 */
export const openAll = async <T>(records: readonly Promise<T>[]): Promise<T[]> => {
  const settled = await Promise.allSettled(records)
  const values = settled.flatMap((record) => (record.status === 'fulfilled' ? [record.value] : []))
  const failed = settled.find((record) => record.status === 'rejected')
  if (failed && values.length === 0) throw failed.reason
  return values
}
