// The progress bar: one segment per step. Done is indigo, the current one safflower and twice as wide, the rest outlined.
import type { messagingApi } from '@line/bot-sdk'
import { colours, column, row, text } from './parts.ts'

const segment = (state: 'done' | 'now' | 'toCome'): messagingApi.FlexBox =>
  column([], {
    height: '6px',
    cornerRadius: '3px',
    flex: state === 'now' ? 2 : 1,
    ...(state === 'toCome'
      ? { borderWidth: '1px', borderColor: colours.field }
      : { backgroundColor: state === 'done' ? colours.kram : colours.thread }),
  })

/** @param current 1-based number of the current step, of `of`. */
export const progress = (words: string, name: string, current: number, of: number): messagingApi.FlexBox =>
  column(
    [
      row([
        text(words, 'sm', { weight: 'bold', flex: 0, wrap: false }),
        text(name, 'sm', { color: colours.muted, align: 'end', flex: 1 }),
      ]),
      row(
        Array.from({ length: of }, (_, i) => segment(i + 1 < current ? 'done' : i + 1 === current ? 'now' : 'toCome')),
        { spacing: '4px' },
      ),
    ],
    { spacing: 'md' },
  )
