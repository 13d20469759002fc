// The offline pass: how much, how long, the PIN; the picture arrives in the chat.
import { useState } from 'preact/hooks'
import type { Scope } from '../../core/card/token-claims.ts'
import { useApp } from '../app-context.ts'
import { Note } from '../parts/boxes.tsx'
import { Button } from '../parts/button.tsx'
import { Choices, ScopeChoices } from '../parts/choices.tsx'
import { Done } from '../parts/done.tsx'
import { HomeLink } from '../parts/home-link.tsx'
import { Phrases, Title } from '../parts/phrases.tsx'
import { PinGate } from '../parts/pin-gate.tsx'
import { Screen } from '../parts/screen.tsx'
import { rememberedScope, rememberScope } from '../scope.ts'

/** Hours; the token itself ends after 24. */
const lives = [4, 12, 24] as const

export const PassScreen = () => {
  const { words, api, close } = useApp()
  const said = words.holder.pass
  const [scope, setScope] = useState<Scope>(rememberedScope)
  const [hours, setHours] = useState<number>(4)
  const [stage, setStage] = useState<'choose' | 'pin' | 'sent'>('choose')

  if (stage === 'sent')
    return (
      <Done
        id="pass-sent"
        title={said.sent}
        text={said.sentText}
        next={{ label: words.success.toChat, onClick: close }}
      />
    )
  if (stage === 'pin')
    return (
      <PinGate
        title={said.title}
        call={(pin) => api.pass(pin, scope, hours)}
        onDone={() => {
          rememberScope(scope)
          setStage('sent')
        }}
        onClose={() => setStage('choose')}
      />
    )
  const foot = (
    <>
      <Button id="send" icon="qr" onClick={() => setStage('pin')}>
        {said.send}
      </Button>
      <HomeLink />
    </>
  )
  return (
    <Screen step="issued" plain foot={foot}>
      <div>
        <Title text={said.title} />
        <p class="muted">
          <Phrases text={said.text} />
        </p>
      </div>
      <ScopeChoices chosen={scope} onChoose={setScope} />
      <Choices
        name="hours"
        title={said.how}
        choices={lives.map((value) => ({ value, label: said.hours(value) }))}
        chosen={hours}
        onChoose={setHours}
        row
      />
      <Note icon="warning" tone="warn">
        <Phrases text={said.care} />
      </Note>
    </Screen>
  )
}
