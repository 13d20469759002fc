// Sharing the card: how much, how long, once or several times; the PIN; then LINE's own list of people.
import { useEffect, useState } from 'preact/hooks'
import type { CreatedShare, Share } from '../../core/contract/responses/holder.ts'
import type { ShareOptions } from '../api.ts'
import { useApp } from '../app-context.ts'
import type { ShareOutcome as Outcome } from '../liff.ts'
import { Note } from '../parts/boxes.tsx'
import { Button } from '../parts/button.tsx'
import { Choices, ScopeChoices, Switch } from '../parts/choices.tsx'
import { Done } from '../parts/done.tsx'
import { HomeLink } from '../parts/home-link.tsx'
import { OpenLinks } from '../parts/open-links.tsx'
import { Phrases, Title } from '../parts/phrases.tsx'
import { PinGate } from '../parts/pin-gate.tsx'
import { Screen } from '../parts/screen.tsx'
import { rememberedScope, rememberScope } from '../scope.ts'

const lives = [1, 5, 15] as const

export const ShareScreen = () => {
  const { words, api, share } = useApp()
  const said = words.holder.share
  const [wish, setWish] = useState<ShareOptions>({ scope: rememberedScope(), minutes: 5, once: true, unmasked: false })
  const [asking, setAsking] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>()
  const [open, setOpen] = useState<Share[]>([])
  const change = (part: Partial<ShareOptions>) => setWish({ ...wish, ...part })
  useEffect(() => {
    api.shares().then((answer) => answer.ok && setOpen(answer.value.shares))
  }, [api, outcome])

  const revoke = async (id: string) => {
    const answer = await api.revokeShare(id)
    if (answer.ok) setOpen(answer.value.shares)
  }
  /** A link that reached nobody ends at once. */
  const pick = async (made: CreatedShare) => {
    rememberScope(wish.scope)
    const picked = await share(made.messages)
    if (picked !== 'sent') await revoke(made.id)
    setAsking(false)
    setOutcome(picked)
  }
  const list = <OpenLinks links={open} onRevoke={revoke} />
  if (outcome)
    return (
      <Done
        id={`share-${outcome}`}
        icon={outcome === 'sent' ? 'check' : 'info'}
        title={said[outcome]}
        text={said[`${outcome}Text`]}
        next={{ label: said.again, onClick: () => setOutcome(undefined) }}
      >
        {list}
      </Done>
    )
  if (asking)
    return (
      <PinGate title={said.title} call={(pin) => api.share(pin, wish)} onDone={pick} onClose={() => setAsking(false)} />
    )
  const foot = (
    <>
      <Button id="choose" icon="send" onClick={() => setAsking(true)}>
        {said.choose}
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
      <ScopeChoices chosen={wish.scope} onChoose={(scope) => change({ scope })} />
      <Choices
        name="minutes"
        title={said.how}
        choices={lives.map((value) => ({ value, label: said.minutes(value) }))}
        chosen={wish.minutes}
        onChoose={(minutes) => change({ minutes })}
        row
      />
      <Switch id="once" on={wish.once} onChange={(once) => change({ once })}>
        {said.once}
      </Switch>
      {wish.scope !== 'age' && (
        <div>
          <Switch id="unmasked" on={wish.unmasked} onChange={(unmasked) => change({ unmasked })}>
            {said.unmasked}
          </Switch>
          {!wish.unmasked && <p class="muted">{said.masked}</p>}
        </div>
      )}
      <Note icon="warning" tone="warn">
        <Phrases text={said.care} />
      </Note>
      {list}
    </Screen>
  )
}
