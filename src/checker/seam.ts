// The seam of proof: three stitches, *card · face · register*, each with its source in words.
import { h } from './dom.ts'
import type { Stitch } from './findings.ts'
import { icon } from './icons.ts'
import { phrases } from './parts.ts'

/** A stitch is told apart by its form too: filled, dashed and hollow, hatched. */
export const seam = (stitches: readonly Stitch[]): HTMLElement =>
  h(
    'ul',
    { class: 'seam' },
    ...stitches.map(({ name, source, is }) =>
      h('li', { class: is }, h('span', { class: 'stitch' }), h('b', {}, name), h('span', {}, source)),
    ),
  )

/** The one sentence on what is not proved. */
export const unproved = (sentence: string): HTMLElement =>
  h('p', { class: 'unproved' }, icon('hand'), phrases(sentence))
