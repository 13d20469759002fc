// Shares the card by link, the age at first: the holder chooses scope, duration and number of views, enters the PIN and picks a chat.
import { useEffect, useRef, useState } from 'preact/hooks'
import { scopes } from '../../core/card/token-claims.ts'
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

/** Durations (minutes) of a share link. */
const durations = [1, 5, 15] as const

export const ShareScreen = () => {
  const { words, api, share, inClient } = useApp()
  const text = words.holder.share
  const [options, setOptions] = useState<ShareOptions>({
    scope: 'age',
    minutes: 5,
    once: true,
    unmasked: false,
  })
  const [asking, setAsking] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>()
  const [open, setOpen] = useState<Share[]>([])
  /** A link that is made and not yet sent, and the way in which the list could not be opened, if it could not. */
  const [ready, setReady] = useState<{ link: CreatedShare; unavailable?: true }>()
  const unsent = useRef<string>(undefined)
  const change = (part: Partial<ShareOptions>) => setOptions({ ...options, ...part })
  useEffect(() => {
    api.shares().then((answer) => answer.ok && setOpen(answer.value.shares))
  }, [api, outcome])

  const revoke = async (id: string) => {
    const answer = await api.revokeShare(id)
    if (answer.ok) setOpen(answer.value.shares)
  }
  /** A link that was not sent does not outlive the screen. */
  useEffect(
    () => () => {
      if (unsent.current) void api.revokeShare(unsent.current)
    },
    [api],
  )
  /** Opens LINE's list. A link is revoked when the holder closes the list, and kept where the list cannot open. */
  const pick = async (created: CreatedShare) => {
    const picked = await share(created.messages)
    if (picked === 'unavailable') return setReady({ link: created, unavailable: true })
    unsent.current = undefined
    if (picked === 'cancelled') await revoke(created.id)
    setReady(undefined)
    setOutcome(picked)
  }
  /** Inside LINE the list opens by itself. A browser opens its window only from a tap that is not a second old. */
  const onCreated = (created: CreatedShare) => {
    unsent.current = created.id
    setAsking(false)
    setReady({ link: created })
    if (inClient) void pick(created)
  }
  const list = <OpenLinks links={open} onRevoke={revoke} />
  if (outcome)
    return (
      <Done
        id={`share-${outcome}`}
        icon={outcome === 'sent' ? 'check' : 'info'}
        title={text[outcome]}
        text={text[`${outcome}Text`]}
        again={{ label: text.again, onClick: () => setOutcome(undefined) }}
      >
        {list}
      </Done>
    )
  if (ready)
    return (
      <Done
        id="share-ready"
        icon={ready.unavailable ? 'warning' : 'send'}
        title={ready.unavailable ? text.unavailable : text.ready}
        text={ready.unavailable ? text.unavailableText : text.readyText}
        next={{ label: text.choose, onClick: () => pick(ready.link) }}
      >
        {list}
      </Done>
    )
  if (asking)
    return (
      <PinGate
        title={text.title}
        call={(pin) => api.share(pin, options)}
        onDone={onCreated}
        onClose={() => setAsking(false)}
      />
    )
  const foot = (
    <>
      <Button id="choose" icon="send" onClick={() => setAsking(true)}>
        {text.choose}
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
      <Note icon="warning" tone="warn">
        <Phrases text={text.care} />
      </Note>
      <ScopeChoices
        offered={scopes}
        chosen={options.scope}
        onChoose={(scope) => change({ scope })}
        {...(!options.unmasked && { told: text.initials })}
      />
      <Choices
        name="minutes"
        title={text.how}
        choices={durations.map((value) => ({ value, label: text.minutes(value) }))}
        chosen={options.minutes}
        onChoose={(minutes) => change({ minutes })}
        row
      />
      <Switch id="once" on={options.once} onChange={(once) => change({ once })}>
        {text.once}
      </Switch>
      {options.scope !== 'age' && (
        <Switch id="unmasked" on={options.unmasked} onChange={(unmasked) => change({ unmasked })}>
          {text.unmasked}
        </Switch>
      )}
      {list}
    </Screen>
  )
}
