// The switches for failures, and the choice of the mini-app's camera.
import type { CameraChoice, Switches } from '../../wire.ts'
import { setSwitches } from '../platform.ts'
import type { Words } from '../words.ts'

type Name = Exclude<keyof Switches, 'camera'>
/** ms of the switch for slow answers. */
const SLOW = 3000

export const SwitchPanel = ({ switches, say }: { switches: Switches; say: Words }) => (
  <section class="panel switches" aria-label={say.breakIt}>
    <h2>{say.breakIt}</h2>
    {(Object.keys(say.switches) as Name[]).map((name) => {
      const on = Boolean(switches[name])
      return (
        <button
          type="button"
          role="switch"
          key={name}
          class="switch"
          aria-checked={on}
          data-testid={`switch-${name}`}
          onClick={() => void setSwitches({ [name]: name === 'slowApi' ? (on ? 0 : SLOW) : !on })}
        >
          <span>{say.switches[name]}</span>
          <i aria-hidden="true" />
        </button>
      )
    })}
    <h2>{say.cameraOfMiniApp}</h2>
    <div class="choices">
      {(Object.keys(say.cameras) as CameraChoice[]).map((choice) => (
        <button
          type="button"
          key={choice}
          aria-pressed={switches.camera === choice}
          data-testid={`camera-${choice}`}
          onClick={() => void setSwitches({ camera: choice })}
        >
          {say.cameras[choice]}
        </button>
      ))}
    </div>
  </section>
)
