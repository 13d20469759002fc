// A chain of entries: each hash covers the one before it, so that a changed, missing or moved entry is found.

/** `seq` counts from 1; `hash`: SHA-256 (base64url) of the entry's text, which begins with the hash before it. */
export type Chained = { seq: number; hash: string }
export type ChainFault = { ok: false; seq: number; why: 'out_of_order' | 'changed' }

/**
 * Whether every entry follows from the one before it; else the number of the first that does not.
 * @param start the value before the first entry. @param textOf the text under an entry's hash.
 */
export const verifyChain = async <E extends Chained>(
  entries: readonly E[],
  start: string,
  textOf: (before: string, seq: number, entry: E) => string,
  sha256: (text: string) => Promise<string>,
): Promise<{ ok: true; head: string } | ChainFault> => {
  let head = start
  for (const [i, entry] of entries.entries()) {
    if (entry.seq !== i + 1) return { ok: false, seq: i + 1, why: 'out_of_order' }
    head = await sha256(textOf(head, entry.seq, entry))
    if (head !== entry.hash) return { ok: false, seq: entry.seq, why: 'changed' }
  }
  return { ok: true, head }
}
