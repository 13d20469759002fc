// Makes an offline pass: the holder chooses the scope and the duration and enters the PIN.
// The picture arrives in the chat. Passes that have not ended can be taken back here.
import { useState } from 'preact/hooks'
import { type PassScope, passScopes } from '../../core/card/token-claims.ts'
import { useApp } from '../app-context.ts'
import { Note } from '../parts/boxes.tsx'
import { Button } from '../parts/button.tsx'
import { Choices, ScopeChoices } from '../parts/choices.tsx'
import { Done } from '../parts/done.tsx'
import { HomeLink } from '../parts/home-link.tsx'
import { OpenPasses } from '../parts/open-passes.tsx'
import { Phrases, Title } from '../parts/phrases.tsx'
import { PinGate } from '../parts/pin-gate.tsx'
import { Screen } from '../parts/screen.tsx'
import { rememberedScope, rememberScope } from '../scope.ts'

/** Durations (hours) of a pass; the token itself expires after 24 hours. */
const durations = [4, 12, 24] as const

export const PassScreen = () => {
  const { words, api, close } = useApp()
  const text = words.holder.pass
  const [scope, setScope] = useState<PassScope>(rememberedScope)
  const [hours, setHours] = useState<number>(4)
  const [stage, setStage] = useState<'choose' | 'pin' | 'sent'>('choose')

  if (stage === 'sent')
    return (
      <Done
        id="pass-sent"
        title={text.sent}
        text={text.sentText}
        next={{ label: words.success.toChat, onClick: close }}
      >
        <OpenPasses about={text.copies} />
      </Done>
    )
  if (stage === 'pin')
    return (
      <PinGate
        title={text.title}
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
        {text.send}
      </Button>
      <HomeLink />
    </>
  )
  return (
    <Screen step="issued" plain foot={foot}>
      <div>
        <Title text={text.title} />
        <p class="muted">
          <Phrases text={text.text} />
        </p>
      </div>
      <ScopeChoices offered={passScopes} chosen={scope} onChoose={setScope} />
      <Choices
        name="hours"
        title={text.how}
        choices={durations.map((value) => ({ value, label: text.hours(value) }))}
        chosen={hours}
        onChoose={setHours}
        row
      />
      <Note icon="warning" tone="warn">
        <Phrases text={text.care} />
      </Note>
      <OpenPasses about={text.copies} />
    </Screen>
  )
}
