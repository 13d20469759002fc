// Asks for consent to face data, separate from the terms (PDPA s.26): two buttons of equal weight, and an alternative.
import { faceConsentVersion } from '../../core/words/legal.ts'
import { useAct, useApp } from '../app-context.ts'
import { Note, RefusalNotice, Rows } from '../parts/boxes.tsx'
import { Button } from '../parts/button.tsx'
import type { IconName } from '../parts/icon.tsx'
import { Title } from '../parts/phrases.tsx'
import { Screen } from '../parts/screen.tsx'

const icons: IconName[] = ['face', 'phone', 'trash']

export const FaceConsentScreen = () => {
  const { words, terms } = useApp()
  const { act, busy, trouble } = useAct()
  const answer = (given: boolean) => act((api) => api.faceConsent(given, faceConsentVersion))
  const foot = (
    <>
      <RefusalNotice trouble={trouble} />
      <Button id="agree-face" outline icon="check" busy={busy} onClick={() => answer(true)}>
        {words.face.agree}
      </Button>
      <Button id="refuse-face" outline icon="people" busy={busy} onClick={() => answer(false)}>
        {words.face.refuse}
      </Button>
    </>
  )
  return (
    <Screen step="faceConsent" foot={foot}>
      <div>
        <Title text={terms.face.title} />
        <p class="muted">{terms.face.law}</p>
      </div>
      <Rows rows={terms.face.points.map((row, i) => ({ icon: icons[i] ?? 'info', ...row }))} />
      <Note>{terms.face.alternative}</Note>
    </Screen>
  )
}
