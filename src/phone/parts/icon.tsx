// Phosphor icons (MIT), inlined at build time. An icon always has a word beside it, so screen readers skip it.
import arrowLeft from '@phosphor-icons/core/assets/bold/arrow-left-bold.svg?raw'
import arrowRight from '@phosphor-icons/core/assets/bold/arrow-right-bold.svg?raw'
import arrowUp from '@phosphor-icons/core/assets/bold/arrow-up-bold.svg?raw'
import turnOver from '@phosphor-icons/core/assets/bold/arrows-clockwise-bold.svg?raw'
import closer from '@phosphor-icons/core/assets/bold/arrows-in-bold.svg?raw'
import further from '@phosphor-icons/core/assets/bold/arrows-out-bold.svg?raw'
import erase from '@phosphor-icons/core/assets/bold/backspace-bold.svg?raw'
import camera from '@phosphor-icons/core/assets/bold/camera-bold.svg?raw'
import check from '@phosphor-icons/core/assets/bold/check-bold.svg?raw'
import copy from '@phosphor-icons/core/assets/bold/copy-bold.svg?raw'
import phone from '@phosphor-icons/core/assets/bold/device-mobile-bold.svg?raw'
import dots from '@phosphor-icons/core/assets/bold/dots-three-bold.svg?raw'
import eye from '@phosphor-icons/core/assets/bold/eye-bold.svg?raw'
import eyeOff from '@phosphor-icons/core/assets/bold/eye-slash-bold.svg?raw'
import torch from '@phosphor-icons/core/assets/bold/flashlight-bold.svg?raw'
import hand from '@phosphor-icons/core/assets/bold/hand-palm-bold.svg?raw'
import badge from '@phosphor-icons/core/assets/bold/identification-badge-bold.svg?raw'
import card from '@phosphor-icons/core/assets/bold/identification-card-bold.svg?raw'
import image from '@phosphor-icons/core/assets/bold/image-bold.svg?raw'
import info from '@phosphor-icons/core/assets/bold/info-bold.svg?raw'
import lock from '@phosphor-icons/core/assets/bold/lock-bold.svg?raw'
import send from '@phosphor-icons/core/assets/bold/paper-plane-tilt-bold.svg?raw'
import pencil from '@phosphor-icons/core/assets/bold/pencil-simple-bold.svg?raw'
import qr from '@phosphor-icons/core/assets/bold/qr-code-bold.svg?raw'
import scales from '@phosphor-icons/core/assets/bold/scales-bold.svg?raw'
import shield from '@phosphor-icons/core/assets/bold/shield-check-bold.svg?raw'
import freeze from '@phosphor-icons/core/assets/bold/snowflake-bold.svg?raw'
import sound from '@phosphor-icons/core/assets/bold/speaker-high-bold.svg?raw'
import soundOff from '@phosphor-icons/core/assets/bold/speaker-slash-bold.svg?raw'
import sun from '@phosphor-icons/core/assets/bold/sun-bold.svg?raw'
import timer from '@phosphor-icons/core/assets/bold/timer-bold.svg?raw'
import trash from '@phosphor-icons/core/assets/bold/trash-bold.svg?raw'
import person from '@phosphor-icons/core/assets/bold/user-bold.svg?raw'
import face from '@phosphor-icons/core/assets/bold/user-focus-bold.svg?raw'
import people from '@phosphor-icons/core/assets/bold/users-bold.svg?raw'
import online from '@phosphor-icons/core/assets/bold/wifi-high-bold.svg?raw'
import offline from '@phosphor-icons/core/assets/bold/wifi-slash-bold.svg?raw'
import close from '@phosphor-icons/core/assets/bold/x-bold.svg?raw'
import warning from '@phosphor-icons/core/assets/fill/warning-circle-fill.svg?raw'

const icons = {
  arrowLeft,
  arrowRight,
  arrowUp,
  further,
  closer,
  turnOver,
  erase,
  camera,
  check,
  dots,
  phone,
  eye,
  eyeOff,
  torch,
  hand,
  card,
  image,
  info,
  lock,
  pencil,
  scales,
  shield,
  sound,
  soundOff,
  sun,
  timer,
  trash,
  face,
  people,
  online,
  offline,
  close,
  badge,
  copy,
  freeze,
  person,
  qr,
  send,
  warning,
}
export type IconName = keyof typeof icons

export const Icon = ({ name, class: extra = '' }: { name: IconName; class?: string }) => (
  <span class={`icon ${extra}`} aria-hidden="true" dangerouslySetInnerHTML={{ __html: icons[name] }} />
)
