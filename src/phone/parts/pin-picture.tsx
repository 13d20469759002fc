// The twelve PIN pictures. The user chose one to recognise the genuine PIN sheet by.
import type { PinPicture } from '../../core/pin/pictures.ts'
import bicycle from '../pictures/bicycle.svg?raw'
import boat from '../pictures/boat.svg?raw'
import cat from '../pictures/cat.svg?raw'
import drum from '../pictures/drum.svg?raw'
import elephant from '../pictures/elephant.svg?raw'
import fish from '../pictures/fish.svg?raw'
import house from '../pictures/house.svg?raw'
import kite from '../pictures/kite.svg?raw'
import lotus from '../pictures/lotus.svg?raw'
import mango from '../pictures/mango.svg?raw'
import sun from '../pictures/sun.svg?raw'
import umbrella from '../pictures/umbrella.svg?raw'

const drawings: Record<PinPicture, string> = {
  elephant,
  boat,
  lotus,
  kite,
  mango,
  fish,
  umbrella,
  bicycle,
  house,
  cat,
  sun,
  drum,
}

export const PinPictureImage = ({ name }: { name: PinPicture }) => (
  <span class="pin-picture" aria-hidden="true" dangerouslySetInnerHTML={{ __html: drawings[name] }} />
)
