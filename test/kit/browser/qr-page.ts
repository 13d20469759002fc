// A page with only the live card's QR component, for screenshots.
import { h, render } from 'preact'
import { Qr } from '../../../src/phone/parts/qr.tsx'

Object.assign(globalThis, {
  show: (text: string) => render(h(Qr, { text, label: 'QR' }), document.querySelector('main')!),
})
