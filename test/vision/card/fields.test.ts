// Tests how often and by which engine each field is read, with fake engines whose answers each test sets.
import { describe, expect, test } from 'vitest'
import { judgeIdNumber } from '../../../src/vision/card/accept.ts'
import { readNumber } from '../../../src/vision/card/fields.ts'
import { readFront } from '../../../src/vision/card/front.ts'
import type { ReadKind, Recogniser } from '../../../src/vision/card/recogniser.ts'
import { toGrey } from '../../../src/vision/pixels.ts'
import { drawn } from './drawn.ts'

const { photo, quad } = drawn('front')
const sheet = { photo, grey: toGrey(photo), quad }

/**
 * A recogniser that answers each line with `answer(kind, number of earlier requests of that kind)` and records its
 * requests.
 */
const answering = (answer: (kind: ReadKind, time: number) => string) => {
  const asked: ReadKind[] = []
  const recognise: Recogniser = async (draw, kind) => {
    const text = answer(kind, asked.filter((other) => other === kind).length)
    asked.push(kind)
    return draw().map(() => ({ text, lattice: [] }))
  }
  return { recognise, asked }
}

describe('the number', () => {
  test('is accepted when both engines read the same, once each', async () => {
    const { recognise, asked } = answering(() => '1 2345 67890 12 1')
    expect(judgeIdNumber(await readNumber(sheet, recognise)).status).toBe('accepted')
    expect(asked).toEqual(['digits', 'thaiLine'])
  })
  test('is read by tesseract at another size when the engines differ, and the two sizes have to agree', async () => {
    const first = '1 2345 67890 12 1'
    const judgementWith = async (second: string) => {
      const { recognise, asked } = answering((kind, time) => (kind === 'digits' ? [first, second][time] : ''))
      const judged = judgeIdNumber(await readNumber(sheet, recognise))
      expect(asked).toEqual(['digits', 'thaiLine', 'digits'])
      return judged
    }
    expect(await judgementWith(first)).toMatchObject({ value: first, status: 'accepted' })
    expect(await judgementWith('1 2345 67890 12 7')).toMatchObject({ value: first, status: 'doubtful' })
  })
})

describe('an English name', () => {
  const readingsOf = async (clear: boolean) => {
    const { recognise, asked } = answering(() => '')
    await readFront(sheet, recognise, { clear, fitted: true })
    return asked.filter((kind) => kind === 'latin').length / 2
  }
  test('is read at two sizes in a clear photo, and at three in any other', async () => {
    expect(await readingsOf(true)).toBe(2)
    expect(await readingsOf(false)).toBe(3)
  })
})
