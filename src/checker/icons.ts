// The icons of the page (Phosphor, bold, MIT), inlined by the build. Each stands beside a word or has a label.
import refresh from '@phosphor-icons/core/assets/bold/arrows-clockwise-bold.svg?raw'
import camera from '@phosphor-icons/core/assets/bold/camera-bold.svg?raw'
import hidden from '@phosphor-icons/core/assets/bold/eye-slash-bold.svg?raw'
import torch from '@phosphor-icons/core/assets/bold/flashlight-bold.svg?raw'
import link from '@phosphor-icons/core/assets/bold/hand-tap-bold.svg?raw'
import handshake from '@phosphor-icons/core/assets/bold/handshake-bold.svg?raw'
import idCard from '@phosphor-icons/core/assets/bold/identification-card-bold.svg?raw'
import picture from '@phosphor-icons/core/assets/bold/image-bold.svg?raw'
import info from '@phosphor-icons/core/assets/bold/info-bold.svg?raw'
import night from '@phosphor-icons/core/assets/bold/moon-bold.svg?raw'
import phone from '@phosphor-icons/core/assets/bold/phone-bold.svg?raw'
import qr from '@phosphor-icons/core/assets/bold/qr-code-bold.svg?raw'
import scan from '@phosphor-icons/core/assets/bold/scan-bold.svg?raw'
import secure from '@phosphor-icons/core/assets/bold/shield-check-bold.svg?raw'
import sound from '@phosphor-icons/core/assets/bold/speaker-high-bold.svg?raw'
import muted from '@phosphor-icons/core/assets/bold/speaker-slash-bold.svg?raw'
import day from '@phosphor-icons/core/assets/bold/sun-bold.svg?raw'
import timer from '@phosphor-icons/core/assets/bold/timer-bold.svg?raw'
import offline from '@phosphor-icons/core/assets/bold/wifi-slash-bold.svg?raw'
import close from '@phosphor-icons/core/assets/bold/x-bold.svg?raw'
import { s } from './dom.ts'

const icons = {
  refresh,
  camera,
  hidden,
  link,
  handshake,
  idCard,
  info,
  night,
  phone,
  qr,
  scan,
  secure,
  sound,
  muted,
  day,
  timer,
  offline,
  torch,
  picture,
  close,
}
export type IconName = keyof typeof icons

/**
 * Returns a decorative icon in the colour of the text around it. Each file holds one path, which a regular expression
 * takes out: parsing XML costs a slow phone more time than the verdict.
 */
export const icon = (name: IconName): Element => {
  const d = / d="([^"]+)"/.exec(icons[name])?.[1]
  return s(
    'svg',
    { class: 'icon', viewBox: '0 0 256 256', fill: 'currentColor', 'aria-hidden': 'true' },
    s('path', { d }),
  )
}
