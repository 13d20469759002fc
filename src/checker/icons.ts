// The icons of the page, drawn as lines like Phosphor's bold ones but a fifth of their size, because the first verdict waits
// for them. more-icons.ts has those of the other views. Each icon stands beside a word or has a label.
import { s } from './dom.ts'

const speaker = 'M80 168H32a8 8 0 0 1-8-8V96a8 8 0 0 1 8-8h48l72-56v192Z'
const corners =
  'M168 40h40a8 8 0 0 1 8 8v40M88 216H48a8 8 0 0 1-8-8v-40M216 168v40a8 8 0 0 1-8 8h-40M40 88V48a8 8 0 0 1 8-8h40'
const ring = 'M128 32a96 96 0 1 0 .1 0Z'

const lines = {
  refresh: 'M176 100h48V52M224 100l-34-34a88 88 0 0 0-124-1M80 156H32v48M32 156l34 34a88 88 0 0 0 124 1',
  chat: 'M132 216H40a8 8 0 0 1-8-8v-84a94 94 0 1 1 100 92ZM96 112h68M96 148h68',
  hidden:
    'M48 40l160 176M154 157a40 40 0 0 1-54-59M74 69c-40 22-58 59-58 59s32 72 112 72a119 119 0 0 0 54-13M209 170c21-20 31-42 31-42s-32-72-112-72q-10 0-20 2',
  hand: 'M188 148v-28a20 20 0 0 1 40 0v32a88 88 0 0 1-166 44L26 140a20 20 0 0 1 34-21l20 33V64a18 18 0 0 1 36 0v52V44a18 18 0 0 1 36 0v72V64a18 18 0 0 1 36 0v60',
  idCard:
    'M36 48h184a8 8 0 0 1 8 8v144a8 8 0 0 1-8 8H36a8 8 0 0 1-8-8V56a8 8 0 0 1 8-8ZM92 92a24 24 0 1 0 .1 0ZM56 172a37 37 0 0 1 72 0M156 108h36M156 148h36',
  info: `${ring}M116 124h12v52h12M127 84h2`,
  night: 'M220 150A96 96 0 1 1 106 36a78 78 0 0 0 114 114Z',
  phone:
    'M164 145a8 8 0 0 1 8-1l47 21a8 8 0 0 1 5 8 48 48 0 0 1-48 43A136 136 0 0 1 40 80a48 48 0 0 1 43-48 8 8 0 0 1 8 5l21 47a8 8 0 0 1-1 8l-21 25a8 8 0 0 0 0 7c8 17 25 34 42 42a8 8 0 0 0 8 0Z',
  forbidden: `${ring}M60 60l136 136`,
  scan: `${corners}M88 88h80v80H88Z`,
  sound: `${speaker}M192 106a32 32 0 0 1 0 44M220 80a72 72 0 0 1 0 96`,
  muted: `${speaker}M192 104l48 48M240 104l-48 48`,
  day: 'M128 76a52 52 0 1 0 .1 0ZM128 20v14M128 222v14M52 52l9 9M195 195l9 9M20 128h14M222 128h14M52 204l9-9M195 61l9-9',
  timer: 'M128 52a84 84 0 1 0 .1 0ZM128 136l38-38M104 16h48',
  face: `${corners}M128 84a34 34 0 1 0 .1 0ZM74 180a58 58 0 0 1 108 0`,
  offline:
    'M48 40l160 176M127 204h2M24 93a164 164 0 0 1 58-34M232 93a160 160 0 0 0-106-39M60 130a110 110 0 0 1 50-28M196 130a108 108 0 0 0-24-18M95 166a58 58 0 0 1 64-1',
  close: 'M200 56 56 200M200 200 56 56',
}
/** Those of `more-icons.ts`, which a page imports before it draws one of them. */
export type MoreIconName = 'camera' | 'eye' | 'flag' | 'picture' | 'qr' | 'secure' | 'torch'
export type IconName = keyof typeof lines | MoreIconName

const drawn: Partial<Record<IconName, string>> = lines
export const addIcons = (more: Readonly<Record<MoreIconName, string>>): void => void Object.assign(drawn, more)

/** Returns a decorative icon in the colour of the text around it. */
export const icon = (name: IconName): Element =>
  s('svg', { class: 'icon', viewBox: '0 0 256 256', 'aria-hidden': 'true' }, s('path', { d: drawn[name] ?? '' }))
