// Draws one shape per verdict, so that verdicts differ without colour. The shape has the text's colour, its sign the
// background's.
import type { Verdict } from '../core/inspection/verdict.ts'
import { s } from './dom.ts'

type Piece = readonly [tag: string, attributes: Record<string, string>]
const line = (d: string, width = '11'): Piece => ['path', { d, class: 'sign', 'stroke-width': width }]
const tick = 'M28 54 43 68 72 37'

const shapes: Readonly<Record<Verdict['verdict'], readonly Piece[]>> = {
  VALID: [['circle', { cx: '50', cy: '50', r: '47', class: 'ground' }], line(tick)],
  EXPIRED: [
    ['path', { d: 'M50 9 91 50 50 91 9 50Z', class: 'ground round' }],
    ['circle', { cx: '50', cy: '50', r: '23', class: 'sign', 'stroke-width': '6' }],
    line('M50 37v14l8 6', '6'),
  ],
  FROZEN: [
    ['path', { d: 'M27 8h46l23 42-23 42H27L4 50Z', class: 'ground round thin' }],
    line('M39 34v32M61 34v32', '12'),
  ],
  REVOKED: [['path', { d: 'M31 3h38l28 28v38L69 97H31L3 69V31Z', class: 'ground' }], line('M23 50h54', '14')],
  ALTERED: [
    ['path', { d: 'M50 7 96 91H4Z', class: 'ground round thin' }],
    ['path', { d: 'M55 28 40 53 58 58 46 82', class: 'crack' }],
  ],
  UNKNOWN_ISSUER: [
    ['rect', { x: '7', y: '7', width: '86', height: '86', rx: '10', class: 'outline', 'stroke-dasharray': '17 9.5' }],
    ['path', { d: 'M36 40a14 14 0 1 1 21 12c-5 3-7 5-7 11', class: 'outline', 'stroke-width': '9' }],
    ['circle', { cx: '50', cy: '76', r: '6', class: 'ground' }],
  ],
  STATUS_UNKNOWN: [
    ['circle', { cx: '50', cy: '50', r: '44', class: 'outline butt', 'stroke-dasharray': '15 8.03' }],
    ['path', { d: tick, class: 'outline', 'stroke-width': '10' }],
  ],
}

export const verdictShape = (verdict: Verdict['verdict']): SVGElement =>
  s(
    'svg',
    { class: 'shape', viewBox: '0 0 100 100', 'aria-hidden': 'true' },
    ...shapes[verdict].map(([tag, attributes]) => s(tag, attributes)),
  )

/** The service's logo: a pocket with a card in it. */
export const logo = (): SVGElement =>
  s(
    'svg',
    { class: 'mark', viewBox: '0 0 32 32', 'aria-hidden': 'true' },
    s('rect', { width: '32', height: '32', rx: '8', fill: '#183A55' }),
    s('rect', { x: '10', y: '6', width: '13', height: '11', rx: '1.5', fill: '#FFF' }),
    s('circle', { cx: '13.3', cy: '10.4', r: '1.9', fill: '#6BA5B8' }),
    s('path', { d: 'M17 9h4M17 12h3', stroke: '#9FD3E0', 'stroke-width': '1.4' }),
    s('path', { d: 'M6.5 14h19v5a6 6 0 0 1-6 6h-7a6 6 0 0 1-6-6Z', fill: '#2C6384' }),
    s('path', {
      d: 'M8.7 15.600v3.200a4 4 0 0 0 4 4h6.600a4 4 0 0 0 4-4v-3.2',
      fill: 'none',
      stroke: '#F28C52',
      'stroke-width': '1.3',
      'stroke-dasharray': '2.2 1.3',
    }),
  )
