// Presents the card: the holder chooses the scope and enters the PIN. The live card is removed when the page is hidden.
import { useState } from 'preact/hooks'
import { type Scope, scopes } from '../../core/card/token-claims.ts'
import type { LiveCode } from '../../core/contract/responses/holder.ts'
import { useApp } from '../app-context.ts'
import { Button } from '../parts/button.tsx'
import { ScopeChoices } from '../parts/choices.tsx'
import { HomeLink } from '../parts/home-link.tsx'
import { Phrases, Title } from '../parts/phrases.tsx'
import { PinGate } from '../parts/pin-gate.tsx'
import { Screen } from '../parts/screen.tsx'
import { rememberedScope, rememberScope } from '../scope.ts'
import { LiveCard, type LiveCardEnd } from './live-card.tsx'

export const ShowScreen = () => {
  const { words, api, go } = useApp()
  const [scope, setScope] = useState<Scope>(rememberedScope)
  const [shown, setShown] = useState<LiveCode>()
  const [ended, setEnded] = useState<LiveCardEnd>()

  if (shown)
    return (
      <LiveCard
        first={shown}
        firstScope={scope}
        onEnd={(why) => {
          setShown(undefined)
          setScope(rememberedScope())
          setEnded(why)
        }}
        onWider={(wider) => {
          setShown(undefined)
          setScope(wider)
        }}
        onClose={() => go('home')}
      />
    )
  if (ended) {
    const foot = (
      <>
        <Button id="show" icon="card" onClick={() => setEnded(undefined)}>
          {words.show.again}
        </Button>
        <HomeLink />
      </>
    )
    return (
      <Screen step="issued" plain foot={foot}>
        <div class="centred" data-testid="card-wiped">
          <Title text={ended === 'hidden' ? words.show.wiped : words.show.ended} />
          <p>
            <Phrases text={ended === 'hidden' ? words.show.wipedText : words.show.endedText} />
          </p>
        </div>
      </Screen>
    )
  }
  return (
    <PinGate
      title={words.show.title}
      call={(pin) => api.show(pin, scope)}
      onDone={(first) => {
        rememberScope(scope)
        setShown(first)
      }}
      onClose={() => go('home')}
      offline={words.holder.pass.instead}
    >
      <ScopeChoices offered={scopes} chosen={scope} onChoose={setScope} row />
    </PinGate>
  )
}
