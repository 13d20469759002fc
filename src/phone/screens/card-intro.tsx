// The screen before the card camera: what to photograph, photos from the chat, and the tap that a WebView requires.

import { useAct, useApp } from '../app-context.ts'
import { Note, RefusalNotice } from '../parts/boxes.tsx'
import { Button, Link } from '../parts/button.tsx'
import { CardSketch } from '../parts/card-sketch.tsx'
import { FileButton } from '../parts/file-button.tsx'
import { Icon } from '../parts/icon.tsx'
import { Title } from '../parts/phrases.tsx'
import { Screen } from '../parts/screen.tsx'

type Props = {
  side: 'front' | 'back'
  lost: boolean
  backRead: boolean
  cameraTrouble?: string
  onOpen: () => void
  onChosen: (file: Blob) => void
  onReadWaiting: () => void
}

export const CardIntro = ({ side, lost, backRead, cameraTrouble, onOpen, onChosen, onReadWaiting }: Props) => {
  const { words, view } = useApp()
  const { act, busy } = useAct()
  const waiting = view.photos.length
  const foot = (
    <>
      {cameraTrouble && <RefusalNotice trouble={{ reason: cameraTrouble }} />}
      <p class="muted">{words.cameraQuestion}</p>
      {waiting > 0 && (
        <Button id="read-photos" icon="image" onClick={onReadWaiting}>
          {words.card.readWaiting}
        </Button>
      )}
      <Button id="open-camera" icon="camera" outline={waiting > 0} onClick={onOpen}>
        {words.card.open}
      </Button>
      <FileButton onChosen={onChosen}>{words.card.choose}</FileButton>
      <p class="private">
        <Icon name="phone" />
        {words.card.private}
      </p>
    </>
  )
  return (
    <Screen step={side === 'front' ? 'cardFront' : 'cardBack'} foot={foot}>
      {lost && (
        <Note icon="warning" tone="warn">
          {words.card.lost}
        </Note>
      )}
      <Title text={backRead ? words.card.backAlreadyRead : words.card.intro[side]} />
      {waiting > 0 && (
        <div class="waiting">
          <p>
            <strong>{words.card.waitingPhotos(waiting)}</strong>
            <br />
            <span class="muted">{words.card.waitingErased}</span>
          </p>
        </div>
      )}
      <CardSketch side={side} />
      <ul class="tips">
        {words.card.intro.tips.map((tip) => (
          <li key={tip}>{tip}</li>
        ))}
      </ul>
      <Link id="help" onClick={() => !busy && act((api) => api.help())}>
        {words.askHelp}
      </Link>
    </Screen>
  )
}
