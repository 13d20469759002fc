// Draws one shape per verdict, so that verdicts differ without colour. The shape has the text's colour, its sign the
// background's.
import type { Verdict } from '../core/inspection/verdict.ts'
import { s } from './dom.ts'

type Piece = readonly [tag: string, attributes: Record<string, string>]
const line = (d: string, width = '11'): Piece => ['path', { d, class: 'sign', 'stroke-width': width }]
const tick = 'M28 54 43 68 72 37'
const shield = 'M50 4 92 17v32c0 25-17 40-42 48C25 89 8 74 8 49V17Z'

const shapes: Readonly<Record<Verdict['verdict'], readonly Piece[]>> = {
  CONFIRMED: [['path', { d: shield, class: 'ground' }], line('M30 48 44 62 71 35', '12')],
  CHECKED: [
    ['path', { d: shield, class: 'outline' }],
    ['path', { d: 'M30 48 44 62 71 35', class: 'outline', 'stroke-width': '9' }],
  ],
  DECLARED: [
    [
      'path',
      {
        d: 'M12 4h76a10 10 0 0 1 10 10v58a10 10 0 0 1-10 10H48L26 98V82H12A10 10 0 0 1 2 72V14A10 10 0 0 1 12 4Z',
        class: 'ground',
      },
    ],
    ['circle', { cx: '50', cy: '21', r: '7.500', class: 'dot' }],
    line('M40 37h10v28M37 66h27', '10'),
  ],
  DOUBTED: [
    ['circle', { cx: '42', cy: '42', r: '34', class: 'outline', 'stroke-width': '10' }],
    ['path', { d: 'M66 66 92 92', class: 'outline', 'stroke-width': '15' }],
    ['path', { d: 'M31 36a11 11 0 1 1 17 9c-4 3-6 4-6 8', class: 'outline', 'stroke-width': '8' }],
    ['circle', { cx: '42', cy: '61', r: '5', class: 'ground' }],
  ],
  QR_TIMED_OUT: [
    [
      'path',
      {
        d: 'M4 30V12a8 8 0 0 1 8-8h18M70 4h18a8 8 0 0 1 8 8v18M4 70v18a8 8 0 0 0 8 8h18',
        class: 'outline',
        'stroke-width': '9',
      },
    ],
    ['path', { d: 'M33 62a22 22 0 1 0-3-12M51 39v12l8 5', class: 'outline', 'stroke-width': '7' }],
    ['path', { d: 'M20 47h22L31 62Z', class: 'ground' }],
    ['path', { d: 'M74 74h9v-9h-9ZM86 66h8v8h-8ZM86 88h8v-8h-8Z', class: 'ground' }],
  ],
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
