// Where two readings of one line differ, by letters as people see them: a Thai consonant keeps its marks.

const letters = (text: string): string[] =>
  [...new Intl.Segmenter('th', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment)

/** The common beginning and end of two lines, and what each has in between (either may be empty). */
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

/** Whether the text is exactly one letter with its marks. */
export const isLetter = (text: string): boolean => letters(text).length === 1
