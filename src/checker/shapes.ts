// Draws one shape per verdict, so that verdicts differ without colour. The shape has the text's colour, its sign the
// background's.
import type { Grade } from '../core/card/grade.ts'
import type { Verdict } from '../core/inspection/verdict.ts'
import { s } from './dom.ts'

type Piece = readonly [tag: string, attributes: Record<string, string>]
/** `sign`: what a test asks for, because a tick must stand on no card that nobody checked. */
const path = (d: string, kind: string, width?: string, sign?: string): Piece => [
  'path',
  { d, class: kind, ...(width && { 'stroke-width': width }), ...(sign && { 'data-sign': sign }) },
]
const circle = (cx: string, cy: string, r: string, kind: string, more: Record<string, string> = {}): Piece => [
  'circle',
  { cx, cy, r, class: kind, ...more },
]
const tick = 'M30 50 44 64 71 37'
const shield = 'M50 4 93 17v32c0 25-17 40-43 48C24 89 7 74 7 49V17Z'

type Sign = Exclude<Verdict['verdict'], 'STATUS_UNKNOWN'>
const shapes: Readonly<Record<Sign, readonly Piece[]>> = {
  CONFIRMED: [path(shield, 'ground'), path('M30 48 44 62 71 35', 'sign', '12', 'tick')],
  CHECKED: [path(shield, 'outline'), path('M30 48 44 62 71 35', 'outline', '8', 'tick')],
  DECLARED: [
    path(
      'M13 4h74a10 10 0 0 1 10 10v58a10 10 0 0 1-10 10H47L26 98V82H13A10 10 0 0 1 3 72V14A10 10 0 0 1 13 4Z',
      'ground',
    ),
    circle('50', '22', '7', 'dot'),
    path('M41 38h10v27M38 67h25', 'sign', '9', 'i'),
  ],
  DOUBTED: [
    circle('42', '42', '33', 'outline', { 'stroke-width': '11' }),
    path('M68 68 90 90', 'outline', '16'),
    path('M31 37a11 11 0 1 1 17 9c-4 3-6 4-6 8', 'outline', '8'),
    circle('42', '63', '5', 'ground'),
  ],
  EXPIRED: [
    path('M50 9 91 50 50 91 9 50Z', 'ground round'),
    circle('50', '50', '23', 'sign', { 'stroke-width': '6' }),
    path('M50 37v14l8 6', 'sign', '6'),
  ],
  QR_TIMED_OUT: [
    path('M5 30V12a7 7 0 0 1 7-7h18M70 5h18a7 7 0 0 1 7 7v18M5 70v18a7 7 0 0 0 7 7h18', 'outline', '9'),
    path('M36 69a23 23 0 1 0-7-20M52 38v13l9 6', 'outline', '7'),
    path('M18 49h23L30 64Z', 'ground'),
    path('M73 74h9v-8h-9ZM86 75h9v-9h-9ZM86 95h9v-9h-9Z', 'ground'),
  ],
  FROZEN: [path('M27 8h46l23 42-23 42H27L4 50Z', 'ground round thin'), path('M39 34v32M61 34v32', 'sign', '12')],
  REVOKED: [path('M31 3h38l28 28v38L69 97H31L3 69V31Z', 'ground'), path('M23 50h54', 'sign', '14')],
  ALTERED: [path('M50 7 96 91H4Z', 'ground round thin'), path('M55 28 40 53 58 58 46 82', 'crack')],
  UNKNOWN_ISSUER: [
    ['rect', { x: '7', y: '7', width: '86', height: '86', rx: '10', class: 'outline', 'stroke-dasharray': '17 9.5' }],
    path('M36 40a14 14 0 1 1 21 12c-5 3-7 5-7 11', 'outline', '9'),
    circle('50', '76', '6', 'ground'),
  ],
}

/** Inside the broken circle of STATUS UNKNOWN: a tick stands only on a card that was checked by somebody. */
const unsureSign = (grade: Grade | undefined): readonly Piece[] =>
  grade === 'confirmed' || grade === 'checked'
    ? [path(tick, 'outline', '10', 'tick')]
    : grade === 'declared'
      ? [circle('50', '30', '6', 'ground'), path('M43 45h8v25M40 72h22', 'outline', '8', 'i')]
      : [
          path('M38 41a13 13 0 1 1 20 10c-5 4-7 5-7 10', 'outline', '9', 'question'),
          circle('51', '74', '5.500', 'ground'),
        ]

const piecesOf = (verdict: Verdict): readonly Piece[] =>
  verdict.verdict === 'STATUS_UNKNOWN'
    ? [
        circle('50', '50', '44', 'outline butt', { 'stroke-dasharray': '15 8.03' }),
        ...unsureSign('seen' in verdict ? verdict.seen.grade : undefined),
      ]
    : shapes[verdict.verdict]

const drawing = (kind: string, viewBox: string, pieces: readonly Piece[]): SVGElement =>
  s('svg', { class: kind, viewBox, 'aria-hidden': 'true' }, ...pieces.map(([tag, attributes]) => s(tag, attributes)))

export const verdictShape = (verdict: Verdict): SVGElement => drawing('shape', '0 0 100 100', piecesOf(verdict))

/** A phone that shows a new QR code: what the holder is asked for. */
export const phoneWithQr = (): SVGElement =>
  drawing('phone', '0 0 90 144', [
    ['rect', { width: '90', height: '144', rx: '13', fill: '#0D1B28' }],
    ['rect', { x: '9', y: '13', width: '72', height: '112', rx: '6', fill: '#183A55' }],
    ['rect', { x: '15', y: '33', width: '60', height: '60', rx: '6', fill: '#FFF' }],
    ['path', { d: 'M20 38h16v16H20ZM54 38h16v16H54ZM20 72h16v16H20ZM62 72h8v8h-8ZM54 82h8v6h-8Z', fill: '#183A55' }],
    ['circle', { cx: '45', cy: '63', r: '18', fill: '#E8702A' }],
    [
      'path',
      {
        d: 'M37 60a9 9 0 0 1 15-3M53 66a9 9 0 0 1-15 3M53 51v7h-7M37 75v-7h7',
        fill: 'none',
        stroke: '#FFF',
        'stroke-width': '3',
      },
    ],
    ['path', { d: 'M19 101h52M25 110h40', stroke: '#9FD3E0', 'stroke-width': '4' }],
  ])

/** The outline of a person of whom nothing is known. */
export const somebody = (): SVGElement =>
  drawing('somebody', '0 0 86 108', [
    ['ellipse', { cx: '43', cy: '42', rx: '24', ry: '38' }],
    ['path', { d: 'M2 107q12-18 41-18t41 18' }],
  ])

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
