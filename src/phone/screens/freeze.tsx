// Explains freezing and freezes the card with one tap; unfreezes it with the PIN.
import { useState } from 'preact/hooks'
import type { View } from '../../core/contract/responses/view.ts'
import { useAct, useApp } from '../app-context.ts'
import { RefusalNotice, Rows } from '../parts/boxes.tsx'
import { Button } from '../parts/button.tsx'
import { CardFace } from '../parts/card-face.tsx'
import { HomeLink } from '../parts/home-link.tsx'
import { OpenPasses } from '../parts/open-passes.tsx'
import { Phrases, Title } from '../parts/phrases.tsx'
import { PinGate } from '../parts/pin-gate.tsx'
import { Screen } from '../parts/screen.tsx'

const icons = ['freeze', 'send', 'lock'] as const

export const FreezeScreen = () => {
  const { words, view, api, setView, go } = useApp()
  const text = words.holder.freeze
  const [asking, setAsking] = useState(false)
  const { act, busy, trouble } = useAct()
  const frozen = view.cardStatus === 'frozen'

  if (asking)
    return (
      <PinGate<View>
        title={text.wake}
        call={api.unfreeze}
        onDone={(next) => {
          setAsking(false)
          setView(next)
          go('home')
        }}
        onClose={() => setAsking(false)}
      />
    )
  const foot = (
    <>
      <RefusalNotice trouble={trouble} />
      {frozen ? (
        <Button id="wake" icon="card" onClick={() => setAsking(true)}>
          {text.wake}
        </Button>
      ) : (
        <Button id="freeze" icon="freeze" stops busy={busy} onClick={() => act(({ freeze }) => freeze())}>
          {text.go}
        </Button>
      )}
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
          <OpenPasses about={words.holder.pass.wakes} />
        </>
      ) : (
        <Rows rows={text.rows.map((row, i) => ({ icon: icons[i] ?? 'info', ...row }))} />
      )}
    </Screen>
  )
}
