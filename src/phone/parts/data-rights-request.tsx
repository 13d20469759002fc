// A data-rights request (copy, erasure, withdrawal): explains it. A holder then enters the PIN; other users tap once.
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { ServiceRefusal } from '../../core/contract/call.ts'
import type { Answer } from '../api.ts'
import { useApp } from '../app-context.ts'
import { RefusalNotice, Rows } from './boxes.tsx'
import { Button } from './button.tsx'
import { HomeLink } from './home-link.tsx'
import type { IconName } from './icon.tsx'
import { Title } from './phrases.tsx'
import { PinGate } from './pin-gate.tsx'
import { Screen } from './screen.tsx'

type RequestText = {
  title: string
  rows: readonly { title: string; text: string }[]
  withPin: string
  now: string
}
type Props<T> = {
  id: string
  icons: readonly IconName[]
  /** The request ends something: its button has the warning colour. */
  stops?: boolean
  text: RequestText
  call: (pin?: string) => Promise<Answer<T>>
  onDone: (value: T) => void
  /** Shown under the rows. */
  children?: ComponentChildren
}

export const DataRightsRequest = <T,>({ id, icons, stops, text, call, onDone, children }: Props<T>) => {
  const { view } = useApp()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<ServiceRefusal>()
  const requestNow = async () => {
    setBusy(true)
    const answer = await call()
    setBusy(false)
    if (answer.ok) onDone(answer.value)
    else setTrouble(answer)
  }
  if (asking) return <PinGate title={text.title} call={call} onDone={onDone} onClose={() => setAsking(false)} />
  const foot = (
    <>
      <RefusalNotice trouble={trouble} />
      <Button
        id={id}
        icon={icons[0]}
        stops={stops}
        busy={busy}
        onClick={() => (view.card ? setAsking(true) : requestNow())}
      >
        {view.card ? text.withPin : text.now}
      </Button>
      <HomeLink />
    </>
  )
  return (
    <Screen step={view.step} plain foot={foot}>
      <Title text={text.title} />
      <Rows rows={text.rows.map((row, i) => ({ icon: icons[i] ?? 'info', ...row }))} />
      {children}
    </Screen>
  )
}
