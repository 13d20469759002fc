// The consent to issuance: what is stored, for how long and who can see it.
// The user's PIN signs it and issues the card.
import { useState } from 'preact/hooks'
import { issueConsentVersion } from '../../core/words/legal.ts'
import { useAct, useApp } from '../app-context.ts'
import { Rows } from '../parts/boxes.tsx'
import { Button, Link } from '../parts/button.tsx'
import type { IconName } from '../parts/icon.tsx'
import { Title } from '../parts/phrases.tsx'
import { PinPad } from '../parts/pin-pad.tsx'
import { isPinClosed, PinRefusalNotice, useRemainingWait } from '../parts/pin-refusal.tsx'
import { Progress } from '../parts/progress.tsx'
import { Screen } from '../parts/screen.tsx'
import { FullTerms } from './terms.tsx'

const icons: IconName[] = ['card', 'face', 'eye', 'trash']

const Signing = ({ onBack }: { onBack: () => void }) => {
  const { words, view } = useApp()
  const { act, busy, trouble } = useAct()
  const waitMs = useRemainingWait(trouble?.until)
  return (
    <PinPad
      picture={view.pinPicture!}
      title={words.pin.enter}
      head={<Progress step="consent" />}
      busy={busy}
      disabled={isPinClosed(trouble, waitMs)}
      onComplete={(pin) => act((api) => api.consent(pin, issueConsentVersion))}
    >
      {trouble && (
        <>
          <PinRefusalNotice trouble={trouble} waitMs={waitMs} />
          <div class="pair">
            <Link id="pin-forgotten" onClick={() => act((api) => api.pinForgotten())}>
              {words.pin.forgotten}
            </Link>
            <Link id="back" onClick={onBack}>
              {words.back}
            </Link>
          </div>
        </>
      )}
    </PinPad>
  )
}

export const ConsentScreen = () => {
  const { words, terms, close } = useApp()
  const [shown, setShown] = useState<'summary' | 'full' | 'pin'>('summary')
  if (shown === 'full') return <FullTerms onBack={() => setShown('summary')} />
  if (shown === 'pin') return <Signing onBack={() => setShown('summary')} />
  const foot = (
    <>
      <Button id="sign" icon="lock" onClick={() => setShown('pin')}>
        {words.consent.sign}
      </Button>
      <div class="pair">
        <Link id="close" onClick={close}>
          {words.consent.later}
        </Link>
        <Link id="read-terms" onClick={() => setShown('full')}>
          {words.consent.readAll}
        </Link>
      </div>
    </>
  )
  return (
    <Screen step="consent" foot={foot}>
      <Title text={terms.issue.title} />
      <Rows
        rows={terms.issue.points.map((row, i) => ({ icon: icons[i] ?? 'info', ok: icons[i] === 'trash', ...row }))}
      />
      <Rows rows={[{ icon: 'check', ok: true, ...terms.issue.face }]} />
    </Screen>
  )
}
