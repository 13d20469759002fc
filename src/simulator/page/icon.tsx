// Phosphor icons (MIT), inlined as SVG so that they take the colour of the text beside them.

import arrows from '@phosphor-icons/core/bold/arrows-clockwise-bold.svg?raw'
import camera from '@phosphor-icons/core/bold/camera-bold.svg?raw'
import clock from '@phosphor-icons/core/bold/clock-bold.svg?raw'
import image from '@phosphor-icons/core/bold/image-bold.svg?raw'
import list from '@phosphor-icons/core/bold/list-bold.svg?raw'
import pin from '@phosphor-icons/core/bold/map-pin-bold.svg?raw'
import send from '@phosphor-icons/core/bold/paper-plane-tilt-bold.svg?raw'
import plus from '@phosphor-icons/core/bold/plus-bold.svg?raw'
import close from '@phosphor-icons/core/bold/x-bold.svg?raw'
import play from '@phosphor-icons/core/fill/play-fill.svg?raw'
import stop from '@phosphor-icons/core/fill/stop-fill.svg?raw'

const pictures = { arrows, clock, play, stop, camera, image, list, pin, send, plus, close }

/** A decorative icon: the text beside it or the button's label carries the meaning. */
export const Icon = ({ name }: { name: keyof typeof pictures }) => (
  <span class="icon" aria-hidden="true" dangerouslySetInnerHTML={{ __html: pictures[name] }} />
)
