// Replaces a forgotten PIN: explanation, face or officer, a waiting time in which the holder can stop it, new PIN.

import { useState } from 'preact/hooks'
import { FACE_AIM_BYTES } from '../../core/card/face-picture.ts'
import { bangkokDay, clockMinute } from '../../core/card/thai-date.ts'
import type { View } from '../../core/contract/responses/view.ts'
import { dateIn } from '../../core/dates.ts'
import { useAct, useApp } from '../app-context.ts'
import { ownScreenWords } from '../own-words.ts'
import { RefusalNotice, Rows } from '../parts/boxes.tsx'
import { Button } from '../parts/button.tsx'
import { HomeLink } from '../parts/home-link.tsx'
import { Phrases, Title } from '../parts/phrases.tsx'
import { Screen } from '../parts/screen.tsx'
import { pixelsFromFile } from '../pictures.ts'
import { Selfie } from './selfie.tsx'
import { ChoosePin } from './set-pin.tsx'
import type { FaceReference } from './use-selfie.ts'

const icons = ['face', 'timer', 'lock'] as const

export const NewPinScreen = () => {
  const { view, api } = useApp()
  const [showing, setShowing] = useState(false)
  switch (view.newPin?.state) {
    case 'ready':
      return <ChoosePin set={api.newPin} />
    case 'held':
    case 'unconfirmed':
    case 'stopped':
      return <Waits {...view.newPin} state={view.newPin.state} />
    default:
      return showing ? <FaceAgain onDone={() => setShowing(false)} /> : <Intro onStart={() => setShowing(true)} />
  }
}

/** Where nobody compares faces, only an officer is offered. */
const Intro = ({ onStart }: { onStart: () => void }) => {
  const { view, language } = useApp()
  const { act, busy, trouble } = useAct()
  const text = ownScreenWords[language].newPin
  const byFace = view.newPinByFace
  const foot = (
    <>
      <RefusalNotice trouble={trouble} />
      {byFace && (
        <Button id="start" icon="face" onClick={onStart}>
          {text.start}
        </Button>
      )}
      <Button
        id="officer"
        icon="person"
        outline={byFace}
        busy={busy}
        onClick={() => act(({ newPinOfficer }) => newPinOfficer())}
      >
        {text.officer}
      </Button>
      <HomeLink />
    </>
  )
  return (
    <Screen step="issued" plain foot={foot}>
      <Title text={text.title} />
      <Rows
        rows={(byFace ? text.rows : text.officerRows).map((row, i) => ({
          icon: (!byFace && i === 0 ? 'person' : icons[i]) ?? 'info',
          ...row,
        }))}
      />
    </Screen>
  )
}

/** Compares the selfie with the portrait on the card. Its holder's session gets it also while the card is frozen. */
const FaceAgain = ({ onDone }: { onDone: () => void }) => {
  const { api } = useApp()
  const reference = async (): Promise<FaceReference | undefined> => {
    const answer = await api.portrait()
    const portrait = answer.ok ? await pixelsFromFile(answer.value) : undefined
    return portrait && { portrait, room: FACE_AIM_BYTES }
  }
  return <Selfie reference={reference} send={api.newPinFace} count={api.newPinFailure} onSent={onDone} />
}

type WaitsProps = Omit<NonNullable<View['newPin']>, 'state'> & { state: 'held' | 'unconfirmed' | 'stopped' }

const Waits = ({ state, until, code }: WaitsProps) => {
  const { words, language, go } = useApp()
  const { act, busy, trouble } = useAct()
  const text = ownScreenWords[language].newPin
  const waiting = state !== 'stopped'
  const over = state === 'unconfirmed'
  const foot = (
    <>
      <RefusalNotice trouble={trouble} />
      {over && !code && (
        <Button id="officer" icon="person" busy={busy} onClick={() => act(({ newPinOfficer }) => newPinOfficer())}>
          {text.officer}
        </Button>
      )}
      {waiting && (
        <Button id="not-me" stops busy={busy} onClick={() => act((api) => api.newPinStop())}>
          {text.stop}
        </Button>
      )}
      {over && !code ? (
        <HomeLink />
      ) : (
        <Button id="home" onClick={() => go('home')}>
          {words.back}
        </Button>
      )}
    </>
  )
  return (
    <Screen key={state} step="issued" plain foot={foot}>
      <Title text={over ? text.unconfirmed : waiting ? text.held : text.stopped} />
      <section class="ticket" data-testid={`new-pin-${state}`}>
        {over ? (
          <p>
            <Phrases text={text.unconfirmedText} />
          </p>
        ) : (
          <>
            <p class="muted">{waiting ? text.heldText : text.stoppedText}</p>
            <p>
              <b>
                {dateIn(bangkokDay(until), language)} · {words.holder.looked.time(clockMinute(until))}
              </b>
            </p>
          </>
        )}
      </section>
      {code && (
        <section class="ticket">
          <p class="muted">{text.code}</p>
          <p class="code" data-testid="code">
            {code}
          </p>
        </section>
      )}
      {waiting && (
        <p>
          <Phrases text={text.heldMore} />
        </p>
      )}
    </Screen>
  )
}
