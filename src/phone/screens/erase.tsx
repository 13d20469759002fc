// Erasing everything: what goes and what stays, the PIN where there is a card, and the receipt.
import { useState } from 'preact/hooks'
import { bangkokDay } from '../../core/card/thai-date.ts'
import type { Answer, Erased, Refusal } from '../api.ts'
import { Rows, Trouble } from '../parts/boxes.tsx'
import { Button, Link } from '../parts/button.tsx'
import { Phrases, Title } from '../parts/phrases.tsx'
import { PinGate } from '../parts/pin-gate.tsx'
import { Screen } from '../parts/screen.tsx'
import { dateOf, hourOf } from '../time.ts'
import { useWorld } from '../world.ts'

const icons = ['trash', 'card', 'lock', 'info'] as const

export const EraseScreen = () => {
  const { words, view, api, drafts, setView, go } = useWorld()
  const said = words.holder.erase
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Refusal>()
  const [erased, setErased] = useState<Erased>()

  const done = async (receipt: Erased) => {
    await drafts.erase().catch(() => undefined)
    setAsking(false)
    setErased(receipt)
  }
  const eraseAll = async (pin?: string): Promise<Answer<Erased>> => {
    const answer = await api.erase(pin)
    // An answer that was lost on its way: it happened, and the receipt is in the chat.
    if (!answer.ok && answer.reason === 'no_pin') await begin()
    return answer
  }
  /** Whoever opens the app is met as a newcomer. */
  const begin = async () => {
    const answer = await api.signIn()
    if (!answer.ok) return setTrouble(answer)
    await drafts.erase().catch(() => undefined)
    setView(answer.value)
    go('home')
  }
  const eraseNow = async () => {
    setBusy(true)
    const answer = await eraseAll()
    setBusy(false)
    if (answer.ok) return done(answer.value)
    setTrouble(answer)
  }

  if (erased) return <Receipt erased={erased} trouble={trouble} onAgain={begin} />
  if (asking)
    return <PinGate<Erased> title={said.open} call={eraseAll} onDone={done} onClose={() => setAsking(false)} />
  const foot = (
    <>
      <Trouble trouble={trouble} />
      <Button id="erase" icon="trash" stops busy={busy} onClick={() => (view.card ? setAsking(true) : eraseNow())}>
        {view.card ? said.withPin : said.now}
      </Button>
      <Link id="home" onClick={() => go('home')}>
        {words.back}
      </Link>
    </>
  )
  return (
    <Screen step={view.step} plain foot={foot}>
      <Title text={said.title} />
      <Rows rows={said.rows.map((row, i) => ({ icon: icons[i] ?? 'info', ...row }))} />
    </Screen>
  )
}

type ReceiptProps = { erased: Erased; trouble: Refusal | undefined; onAgain: () => void }
const Receipt = ({ erased: { number, at }, trouble, onAgain }: ReceiptProps) => {
  const { words, view, language, close } = useWorld()
  const said = words.holder.erase
  const foot = (
    <>
      <Trouble trouble={trouble} />
      <Button id="close" onClick={close}>
        {words.success.toChat}
      </Button>
      <Link id="again" onClick={onAgain}>
        {said.again}
      </Link>
    </>
  )
  return (
    <Screen step={view.step} plain foot={foot}>
      <Title text={said.done} />
      <section class="ticket">
        <p class="muted">{said.number}</p>
        <p class="code" data-testid="receipt">
          {number}
        </p>
        <p>
          {said.at} {dateOf(bangkokDay(at), language)} · {words.holder.looked.time(hourOf(at))}
        </p>
      </section>
      <p>
        <Phrases text={said.doneText} />
      </p>
    </Screen>
  )
}
