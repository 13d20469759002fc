// Which field is read how often, and by whom: the engines say here what each test wants them to say.
import { describe, expect, test } from 'vitest'
import { judgeIdNumber } from '../../../src/vision/card/accept.ts'
import { readNumber } from '../../../src/vision/card/fields.ts'
import { readFront } from '../../../src/vision/card/front.ts'
import type { ReadKind, Recogniser } from '../../../src/vision/card/recogniser.ts'
import { toGrey } from '../../../src/vision/pixels.ts'
import { drawn } from './drawn.ts'

const { photo, quad } = drawn('front')
const sheet = { photo, grey: toGrey(photo), quad }

/** Answers each line with what `say` says to its kind, and keeps what it was asked. */
const answering = (say: (kind: ReadKind, time: number) => string) => {
  const asked: ReadKind[] = []
  const recognise: Recogniser = async (draw, kind) => {
    const text = say(kind, asked.filter((other) => other === kind).length)
    asked.push(kind)
    return draw().map(() => ({ text, lattice: [] }))
  }
  return { recognise, asked }
}

describe('the number', () => {
  test('is accepted when both engines say it, each once', async () => {
    const { recognise, asked } = answering(() => '1 2345 67890 12 1')
    expect(judgeIdNumber(await readNumber(sheet, recognise)).status).toBe('accepted')
    expect(asked).toEqual(['digits', 'thaiLine'])
  })
  test('is read by tesseract at another size when they differ, which has to say the same', async () => {
    const first = '1 2345 67890 12 1'
    const judgedWhere = async (second: string) => {
      const { recognise, asked } = answering((kind, time) => (kind === 'digits' ? [first, second][time] : ''))
      const judged = judgeIdNumber(await readNumber(sheet, recognise))
      expect(asked).toEqual(['digits', 'thaiLine', 'digits'])
      return judged
    }
    expect(await judgedWhere(first)).toMatchObject({ value: first, status: 'accepted' })
    expect(await judgedWhere('1 2345 67890 12 7')).toMatchObject({ value: first, status: 'doubtful' })
  })
})

describe('an English name', () => {
  const readingsOf = async (clear: boolean) => {
    const { recognise, asked } = answering(() => '')
    await readFront(sheet, recognise, { clear })
    return asked.filter((kind) => kind === 'latin').length / 2
  }
  test('has to be the same at two sizes in a clear photo, and at three in any other', async () => {
    expect(await readingsOf(true)).toBe(2)
    expect(await readingsOf(false)).toBe(3)
  })
})
