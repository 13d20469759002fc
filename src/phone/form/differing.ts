// Finds where two readings of one line differ, letter by letter. A Thai consonant and its marks count as one letter.

const letters = (text: string): string[] =>
  [...new Intl.Segmenter('th', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment)

/** The common beginning and end of two lines, and the differing middle of each (either may be empty). */
export const differenceOf = (
  ours: string,
  theirs: string,
): { before: string; ours: string; theirs: string; after: string } => {
  const [a, b] = [letters(ours), letters(theirs)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  return {
    before: a.slice(0, start).join(''),
    ours: a.slice(start, a.length - end).join(''),
    theirs: b.slice(start, b.length - end).join(''),
    after: a.slice(a.length - end).join(''),
  }
}

/** True if the text is exactly one letter, with or without marks. */
export const isLetter = (text: string): boolean => letters(text).length === 1
