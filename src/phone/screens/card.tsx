// Photographs one side of the card with the camera, a chosen picture or photos from the chat.
// The photo is read on the phone.
import { useEffect, useRef, useState } from 'preact/hooks'
import { cardFailures, type Failure } from '../../core/journey/failures.ts'
import type { Quad } from '../../vision/pixels.ts'
import { useApp } from '../app-context.ts'
import { ProgressBar, RefusalNotice } from '../parts/boxes.tsx'
import { Button } from '../parts/button.tsx'
import { FailureScreen } from '../parts/failure.tsx'
import { BareHead, Screen } from '../parts/screen.tsx'
import { CardCorners } from './card-corners.tsx'
import { CardIntro } from './card-intro.tsx'
import { CardLive } from './card-live.tsx'
import { type CardShot, useCard } from './use-card.ts'

type Stage =
  | { at: 'intro' | 'live' | 'unsent' }
  | { at: 'reading'; shot?: CardShot }
  | { at: 'failed'; reason: string; shot?: CardShot }
  | { at: 'corners'; shot: CardShot }

/** True for a failure that the service counts as a try. */
const isCounted = (reason: string): reason is Failure => (cardFailures as readonly string[]).includes(reason)
const cornersMayHelp = ['no_card', 'cut_off', 'other_card', 'too_small']

export const CardScreen = ({ side, lost }: { side: 'front' | 'back'; lost: boolean }) => {
  const { words, view, api, setView, vision } = useApp()
  const step = side === 'front' ? 'cardFront' : 'cardBack'
  const [stage, setStage] = useState<Stage>({ at: 'intro' })
  const [cameraTrouble, setCameraTrouble] = useState<string>()
  const stream = useRef<MediaStream>(undefined)
  const card = useCard(side)

  useEffect(() => closeCamera, [])
  // The camera stays open between front and back, so that the user gives one permission and one tap.
  useEffect(() => setStage({ at: stream.current?.active ? 'live' : 'intro' }), [step])

  const closeCamera = () => {
    for (const track of stream.current?.getTracks() ?? []) track.stop()
    stream.current = undefined
  }
  const openCamera = async (deviceId?: string) => {
    if (deviceId) closeCamera()
    if (!stream.current?.active) {
      const opened = await vision.camera('environment', deviceId)
      if (!opened.ok) return loseCamera(opened.reason)
      stream.current = opened.value
    }
    setCameraTrouble(undefined)
    setStage({ at: 'live' })
  }
  /** Back to the button that opens the camera: a camera that was taken away is no try. */
  const loseCamera = (reason: string) => {
    closeCamera()
    setCameraTrouble(reason)
    setStage({ at: 'intro' })
  }
  const fail = async (reason: string, shot?: CardShot) => {
    const answer = isCounted(reason) ? await api.failure(reason) : undefined
    if (answer?.ok) setView(answer.value)
    setStage({ at: 'failed', reason, shot })
  }
  const read = async (shot: CardShot, corners?: Quad) => {
    setStage({ at: 'reading', shot })
    const reason = await card.read(shot, corners)
    if (reason) return fail(reason, shot)
    if (!(await card.goOn())) setStage({ at: 'unsent' })
  }
  const choose = async (file: Blob) => {
    setStage({ at: 'reading' })
    const shot = await card.shotOf(file)
    return shot ? read(shot) : setStage({ at: 'failed', reason: 'picture_unreadable' })
  }
  const readWaiting = async () => {
    setStage({ at: 'reading' })
    const reason = await card.readWaiting(view.photos)
    if (reason) return fail(reason)
    if (!(await card.goOn())) setStage({ at: 'unsent' })
    else setStage({ at: stream.current?.active ? 'live' : 'intro' })
  }

  switch (stage.at) {
    case 'intro':
      return (
        <CardIntro
          side={side}
          lost={lost}
          cameraTrouble={cameraTrouble}
          backRead={card.backRead}
          onOpen={() => openCamera()}
          onChosen={choose}
          onReadWaiting={readWaiting}
        />
      )
    case 'live':
      return (
        <CardLive
          key={step}
          step={step}
          stream={stream.current!}
          onLens={openCamera}
          onTaken={() => loseCamera('camera_ended')}
          onShot={(pixels) => read({ pixels })}
          onChosen={choose}
        />
      )
    case 'corners':
      return (
        <CardCorners
          step={step}
          shot={stage.shot}
          onBack={() => setStage({ at: 'intro' })}
          onDone={(quad) => read(stage.shot, quad)}
        />
      )
    case 'failed': {
      const { shot, reason } = stage
      const byHand = shot && cornersMayHelp.includes(reason)
      return (
        <FailureScreen
          step={step}
          reason={reason}
          wide
          picture={shot?.preview}
          onAgain={() => {
            // The photo was good but the request failed: read the same photo again.
            if (shot && !isCounted(reason)) return read(shot)
            return stream.current?.active ? openCamera() : setStage({ at: 'intro' })
          }}
          other={byHand ? { label: words.card.byHand, onClick: () => setStage({ at: 'corners', shot }) } : undefined}
        />
      )
    }
    case 'unsent':
      return (
        <Screen
          step={step}
          plain
          foot={
            <>
              <RefusalNotice trouble={card.trouble} />
              <Button id="try-again" busy={card.busy} onClick={card.goOn}>
                {words.tryAgain}
              </Button>
            </>
          }
        >
          <div class="centred" />
        </Screen>
      )
    case 'reading':
      return (
        <Screen step={step} plain head={<BareHead step={step} />}>
          <div class="centred" role="status">
            <div class="seam" />
            <h1>{card.loaded < 1 ? words.card.loading : words.card.reading}</h1>
            {card.loaded < 1 && <ProgressBar fraction={card.loaded} label={words.card.loading} />}
            <p class="muted">{words.card.private}</p>
          </div>
        </Screen>
      )
  }
}
