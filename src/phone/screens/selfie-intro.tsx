// The screen before the selfie: what will happen, and the tap that opens the camera.

import { useAct, useApp } from '../app-context.ts'
import { RefusalNotice } from '../parts/boxes.tsx'
import { Button, Link } from '../parts/button.tsx'
import { Phrases, Title } from '../parts/phrases.tsx'
import { Screen } from '../parts/screen.tsx'

type Props = { trouble?: string; onStart: () => void; onOtherWay: () => void }

/** A selfie cannot be chosen from a file, so the advice differs from the card's. */
const ofSelfie: Readonly<Record<string, string>> = {
  camera_refused: 'selfie_camera_refused',
  camera_absent: 'selfie_camera_absent',
}

const FaceSketch = () => (
  <svg class="face-sketch" viewBox="0 0 160 200" aria-hidden="true">
    <defs>
      <clipPath id="oval">
        <ellipse cx="80" cy="100" rx="62" ry="82" />
      </clipPath>
    </defs>
    <ellipse cx="80" cy="100" rx="62" ry="82" fill="#e4edf3" />
    <g clip-path="url(#oval)">
      <path d="M20 200c2-42 24-56 60-56s58 14 60 56z" fill="#2c6384" />
      <path d="M66 118h28v26c0 8-28 8-28 0z" fill="#c58f67" />
      <ellipse cx="80" cy="92" rx="34" ry="42" fill="#d9a57b" />
      <path d="M44 92c-4-38 14-54 36-54s40 16 36 54c-6-22-16-32-26-34-14 8-34 10-46 34z" fill="#183a55" />
    </g>
    <ellipse cx="80" cy="100" rx="72" ry="92" fill="none" stroke="#e8702a" stroke-width="6" stroke-dasharray="11 7" />
  </svg>
)

export const SelfieIntro = ({ trouble, onStart, onOtherWay }: Props) => {
  const { words, view } = useApp()
  const { act, busy } = useAct()
  const foot = (
    <>
      {trouble ? (
        <RefusalNotice trouble={{ reason: ofSelfie[trouble] ?? trouble }} />
      ) : (
        <p class="muted">{words.cameraQuestion}</p>
      )}
      <Button id="start-selfie" icon="camera" onClick={onStart}>
        {words.selfie.start}
      </Button>
      <Link id="without-turning" onClick={onOtherWay}>
        {words.selfie.withoutTurning}
      </Link>
      <p class="muted">{words.selfie.withoutTurningText}</p>
      {view.step !== 'issued' && (
        <Link id="help" onClick={() => !busy && act((api) => api.help())}>
          {words.askHelp}
        </Link>
      )}
    </>
  )
  return (
    <Screen step={view.step} foot={foot}>
      <div>
        <Title text={words.selfie.title} />
        <p class="muted">
          <Phrases text={words.selfie.text} />
        </p>
      </div>
      <FaceSketch />
      <ul class="tips">
        {words.selfie.tips.map((tip) => (
          <li key={tip}>{tip}</li>
        ))}
      </ul>
    </Screen>
  )
}
