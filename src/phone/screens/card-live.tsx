// The screen of the guided card camera: the found edge, one hint at a time, and the photo that is taken automatically.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Pixels } from '../../vision/pixels.ts'
import { useApp } from '../app-context.ts'
import { type BackCamera, backCameras, onCameraTaken, rememberBackCamera } from '../camera.ts'
import { FileButton } from '../parts/file-button.tsx'
import { Icon, type IconName } from '../parts/icon.tsx'
import { BareHead } from '../parts/screen.tsx'
import { useSpoken } from '../parts/spoken.ts'
import { useTorch } from '../parts/torch.ts'
import type { CardGuideState, CardWatcher } from '../phone-vision.ts'

type Props = {
  step: 'cardFront' | 'cardBack'
  stream: MediaStream
  /** Opens another back camera. */
  onLens: (deviceId: string) => void
  /** The system took the camera away. */
  onTaken: () => void
  onShot: (photo: Pixels) => void
  onChosen: (file: Blob) => void
}

const initialState: CardGuideState = { hint: 'looking', checks: { sharp: false, noGlare: false, corners: false } }
const icons: Record<CardGuideState['hint'], IconName> = {
  looking: 'card',
  closer: 'closer',
  further: 'further',
  turn_over: 'turnOver',
  hold_still: 'hand',
  too_dark: 'sun',
  glare: 'sun',
  capturing: 'check',
}

/** The next back camera after the one that is open; undefined on a phone with one. */
const useOtherLens = ({ stream, onLens }: Props) => {
  const [cameras, setCameras] = useState<BackCamera[]>([])
  useEffect(() => {
    let unmounted = false
    backCameras().then((found) => {
      if (!unmounted) setCameras(found)
    })
    return () => {
      unmounted = true
    }
  }, [stream])
  if (cameras.length < 2) return undefined
  const now = stream.getVideoTracks()[0]?.getSettings().deviceId
  const at = cameras.findIndex(({ id }) => id === now)
  const { id } = cameras[(at + 1) % cameras.length]!
  return () => {
    rememberBackCamera(id)
    onLens(id)
  }
}

const useWatching = ({ step, stream, onShot }: Props) => {
  const { vision } = useApp()
  const video = useRef<HTMLVideoElement>(null)
  const watching = useRef<ReturnType<CardWatcher>>(undefined)
  const [state, setState] = useState(initialState)
  const [size, setSize] = useState({ width: 16, height: 9 })
  useEffect(() => {
    const screen = video.current!
    let unmounted = false
    screen.srcObject = stream
    const start = async () => {
      await screen.play().catch(() => undefined)
      const watchCard = await vision.cardWatcher()
      if (unmounted) return
      setSize({ width: screen.videoWidth || 16, height: screen.videoHeight || 9 })
      watching.current = watchCard(screen, step === 'cardFront' ? 'front' : 'back', setState, onShot)
    }
    start()
    document.documentElement.dataset.ask = step
    return () => {
      unmounted = true
      watching.current?.stop()
      delete document.documentElement.dataset.ask
    }
  }, [stream, step])
  return { video, state, size, captureNow: () => watching.current?.captureNow() }
}

export const CardLive = (props: Props) => {
  const { words } = useApp()
  const { video, state, size, captureNow } = useWatching(props)
  const torch = useTorch(props.stream)
  const otherLens = useOtherLens(props)
  useEffect(() => onCameraTaken(props.stream, props.onTaken), [props.stream])
  const hint = words.card.hints[state.hint]
  const sound = useSpoken(hint.title)
  const { checks } = state
  return (
    <div class="viewfinder">
      <BareHead
        step={props.step}
        tool={
          <>
            {otherLens && (
              <button type="button" class="tool" aria-label={words.card.otherLens} onClick={otherLens}>
                <Icon name="turnOver" />
              </button>
            )}
            {torch && (
              <button
                type="button"
                class="tool"
                aria-label={words.card.torch}
                aria-pressed={torch.on}
                onClick={torch.toggle}
              >
                <Icon name="torch" />
              </button>
            )}
          </>
        }
      />
      <main class="whole">
        <div class={`hint ${state.hint}`} role="status">
          <Icon name={icons[state.hint]} />
          <div>
            <h1>{hint.title}</h1>
            <p>{hint.text}</p>
          </div>
        </div>
        <div class={size.height > size.width ? 'view tall' : 'view'}>
          <video ref={video} playsInline muted aria-label={words.card.viewfinder} />
          <svg
            viewBox={`0 0 ${size.width} ${size.height}`}
            preserveAspectRatio={size.height > size.width ? 'xMidYMid slice' : 'xMidYMid meet'}
            aria-hidden="true"
          >
            {state.quad && <polygon points={state.quad.map((point) => point.join(',')).join(' ')} />}
          </svg>
          {!state.quad && <div class="guide" />}
        </div>
        <ul class="checks">
          {(['sharp', 'noGlare', 'corners'] as const).map((check) => (
            <li key={check} class={checks[check] ? 'yes' : ''}>
              <Icon name={checks[check] ? 'check' : 'dots'} />
              {words.card.checks[check]}
            </li>
          ))}
        </ul>
        <div class="shutter-row">
          <FileButton dark onChosen={props.onChosen}>
            {words.card.choose}
          </FileButton>
          <button
            type="button"
            class={`shutter ${state.hint}`}
            aria-label={words.card.shoot}
            data-testid="capture"
            onClick={captureNow}
          >
            <i />
          </button>
          <button type="button" class="side-tool" aria-pressed={sound.on} onClick={sound.toggle}>
            <Icon name={sound.on ? 'sound' : 'soundOff'} />
            <span>{sound.on ? words.soundOff : words.soundOn}</span>
          </button>
        </div>
        <p class="private">
          <Icon name="phone" />
          {words.card.private}
        </p>
      </main>
    </div>
  )
}
