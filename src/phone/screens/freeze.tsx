// Freezes or unfreezes the card with the PIN, and explains what that means.
import { useState } from 'preact/hooks'
import type { View } from '../../core/contract/responses/view.ts'
import { useApp } from '../app-context.ts'
import { Rows } from '../parts/boxes.tsx'
import { Button } from '../parts/button.tsx'
import { CardFace } from '../parts/card-face.tsx'
import { HomeLink } from '../parts/home-link.tsx'
import { Phrases, Title } from '../parts/phrases.tsx'
import { PinGate } from '../parts/pin-gate.tsx'
import { Screen } from '../parts/screen.tsx'

const icons = ['freeze', 'send', 'lock'] as const

export const FreezeScreen = () => {
  const { words, view, api, setView, go } = useApp()
  const text = words.holder.freeze
  const [asking, setAsking] = useState(false)
  const frozen = view.cardStatus === 'frozen'

  if (asking)
    return (
      <PinGate<View>
        title={frozen ? text.wake : text.open}
        call={(pin) => api.freeze(pin, !frozen)}
        onDone={(next) => {
          setAsking(false)
          setView(next)
          if (frozen) go('home')
        }}
        onClose={() => setAsking(false)}
      />
    )
  const foot = (
    <>
      <Button
        id={frozen ? 'wake' : 'freeze'}
        icon={frozen ? 'card' : 'freeze'}
        stops={!frozen}
        onClick={() => setAsking(true)}
      >
        {frozen ? text.wake : text.go}
      </Button>
      <HomeLink />
    </>
  )
  return (
    <Screen key={String(frozen)} step="issued" foot={foot}>
      <Title text={frozen ? text.frozen : text.title} />
      {frozen ? (
        <>
          <p data-testid="frozen">
            <Phrases text={text.frozenText} />
          </p>
          <CardFace card={view.card!} />
        </>
      ) : (
        <Rows rows={text.rows.map((row, i) => ({ icon: icons[i] ?? 'info', ...row }))} />
      )}
    </Screen>
  )
}
