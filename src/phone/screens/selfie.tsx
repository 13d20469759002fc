// The selfie: starts with a tap, runs by itself and is compared on the phone.
// The user sees the picture before it is sent.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { View } from '../../core/contract/responses/view.ts'
import type { SelfieRequest } from '../../core/face/selfie-request.ts'
import { type Failure, faceFailures } from '../../core/journey/failures.ts'
import type { Answer } from '../api.ts'
import { useAct, useApp } from '../app-context.ts'
import { ProgressBar } from '../parts/boxes.tsx'
import { FailureScreen } from '../parts/failure.tsx'
import { Title } from '../parts/phrases.tsx'
import { BareHead, Screen } from '../parts/screen.tsx'
import { SelfieIntro } from './selfie-intro.tsx'
import { SelfieLive } from './selfie-live.tsx'
import { SelfiePreview } from './selfie-preview.tsx'
import { type FaceReference, type SelfieResult, type SelfieRound, useDraftReference, useSelfie } from './use-selfie.ts'

type Stage =
  | { at: 'intro'; trouble?: string }
  | { at: 'preparing' | 'comparing' }
  | { at: 'live'; round: SelfieRound }
  | { at: 'preview'; taken: SelfieResult }
  | { at: 'failed'; reason: string; picture?: Blob }

/** True for a failure that the service counts as a try. */
const isCounted = (reason: string): reason is Failure => (faceFailures as readonly string[]).includes(reason)
/** Refusals of a sent selfie; the service has already counted the try. */
const judgedByService = ['face_unlike', 'face_nearly', 'two_people', 'challenge_expired', 'challenge_mismatch']

/** The use of the selfie: an enrolment or a forgotten PIN. */
type Props = {
  reference: () => Promise<FaceReference | undefined>
  send: (request: SelfieRequest) => Promise<Answer<View>>
  count: (reason: Failure) => Promise<Answer<View>>
  onSent: () => void
  /** Photographs the card again, where the selfie is compared with that photo. */
  retake?: () => void
}

/** The selfie of an enrolment. */
export const SelfieScreen = () => {
  const { api, drafts } = useApp()
  const { act } = useAct()
  const retake = async () => {
    if ((await act((client) => client.cardLost())).ok) await drafts.erase()
  }
  return (
    <Selfie
      reference={useDraftReference()}
      send={api.selfie}
      count={api.failure}
      onSent={() => drafts.erase()}
      retake={retake}
    />
  )
}

export const Selfie = ({ reference, send: sendTo, count, onSent, retake }: Props) => {
  const { words, api, view, setView } = useApp()
  const [stage, setStage] = useState<Stage>({ at: 'intro' })
  const { act, busy, trouble, setTrouble } = useAct()
  const selfie = useSelfie(reference)
  const withoutTurning = useRef(false)
  const stopped = useRef(false)
  useEffect(() => {
    return () => {
      stopped.current = true
    }
  }, [])

  const fail = async (reason: string, picture?: Blob) => {
    if (stopped.current) return
    const answer = isCounted(reason) ? await count(reason) : undefined
    if (answer?.ok) setView(answer.value)
    setStage({ at: 'failed', reason, picture })
  }
  const start = async () => {
    // Opens the camera first: a WebView allows that only directly after a tap.
    const opened = await selfie.openCamera()
    if (!opened.ok) return setStage({ at: 'intro', trouble: opened.reason })
    setStage({ at: 'preparing' })
    const round = await selfie.begin(opened.value, withoutTurning.current)
    if (!round.ok) {
      selfie.closeCamera()
      return setStage(
        round.reason === 'models_failed'
          ? { at: 'failed', reason: round.reason }
          : { at: 'intro', trouble: round.reason },
      )
    }
    setStage({ at: 'live', round: round.value })
  }
  const finish = async (round: SelfieRound, result: Parameters<typeof selfie.compare>[1] | string) => {
    selfie.closeCamera()
    if (result === 'cancelled') return setStage({ at: 'intro' })
    if (typeof result === 'string') return fail(result)
    setStage({ at: 'comparing' })
    const taken = await selfie.compare(round, result)
    if (stopped.current) return
    if (!taken.ok) return fail(taken.reason, taken.picture)
    setStage({ at: 'preview', taken: taken.value })
  }
  const send = async (taken: SelfieResult) => {
    const answer = await act(() => sendTo(taken.request))
    if (answer.ok) return onSent()
    if (!judgedByService.includes(answer.reason)) return
    setTrouble(undefined)
    const now = await api.me()
    if (now.ok) setView(now.value)
    setStage({ at: 'failed', reason: answer.reason, picture: taken.picture })
  }
  const otherWay = () => {
    withoutTurning.current = true
    selfie.closeCamera()
    start()
  }

  switch (stage.at) {
    case 'intro':
      return (
        <SelfieIntro
          trouble={stage.trouble}
          onStart={start}
          onOtherWay={() => {
            withoutTurning.current = true
            start()
          }}
        />
      )
    case 'live':
      return (
        <SelfieLive
          round={stage.round}
          onEnd={(result) => finish(stage.round, result)}
          onOtherWay={stage.round.source.eyes ? undefined : otherWay}
          onHelp={() => {
            if (busy) return
            act((client) => client.help())
          }}
          onClose={() => {
            selfie.closeCamera()
            setStage({ at: 'intro' })
          }}
        />
      )
    case 'preview':
      return (
        <SelfiePreview
          busy={busy}
          trouble={trouble}
          taken={stage.taken}
          onUse={() => send(stage.taken)}
          onRetake={start}
        />
      )
    case 'failed':
      return (
        <FailureScreen
          step={view.step}
          reason={stage.reason}
          picture={stage.picture}
          onAgain={start}
          other={otherFor(stage.reason)}
        />
      )
    default:
      return (
        <Screen step={view.step} plain head={<BareHead step={view.step} />}>
          <div class="centred" role="status">
            <div class="seam" />
            <Title text={stage.at === 'preparing' ? words.selfie.loading : words.selfie.comparing} />
            {stage.at === 'preparing' && <ProgressBar fraction={selfie.loaded} label={words.selfie.loading} />}
          </div>
        </Screen>
      )
  }

  function otherFor(reason: string) {
    if (reason === 'no_face_on_card' && retake) return { label: words.check.retake, onClick: retake }
    return view.triesLeft > 0 ? { label: words.selfie.withoutTurning, onClick: otherWay } : undefined
  }
}
