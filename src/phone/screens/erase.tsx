// Erasing everything: what goes and what stays, the PIN where there is a card, and the receipt.

import { useState } from 'preact/hooks'
import { bangkokDay, clockMinute } from '../../core/card/thai-date.ts'
import { dateIn } from '../../core/languages.ts'
import type { Answer, Erased, Refusal } from '../api.ts'
import { useWorld } from '../app-context.ts'
import { ownWords } from '../own-words.ts'
import { Trouble } from '../parts/boxes.tsx'
import { Button, Link } from '../parts/button.tsx'
import { OwnOrder } from '../parts/own-order.tsx'
import { Phrases, Title } from '../parts/phrases.tsx'
import { Screen } from '../parts/screen.tsx'

const icons = ['trash', 'card', 'lock', 'info'] as const

export const EraseScreen = () => {
  const { language, api, drafts, setView, go } = useWorld()
  const [trouble, setTrouble] = useState<Refusal>()
  const [erased, setErased] = useState<Erased>()

  const done = async (receipt: Erased) => {
    await drafts.erase().catch(() => undefined)
    setErased(receipt)
  }
  /** Whoever opens the app is met as a newcomer. */
  const begin = async () => {
    const answer = await api.signIn()
    if (!answer.ok) return setTrouble(answer)
    await drafts.erase().catch(() => undefined)
    setView(answer.value)
    go('home')
  }
  const eraseAll = async (pin?: string): Promise<Answer<Erased>> => {
    const answer = await api.erase(pin)
    // An answer that was lost on its way: it happened, and the receipt is in the chat.
    if (!answer.ok && answer.reason === 'no_pin') await begin()
    return answer
  }
  if (erased) return <Receipt erased={erased} trouble={trouble} onAgain={begin} />
  return <OwnOrder id="erase" icons={icons} stops said={ownWords[language].erase} call={eraseAll} onDone={done} />
}

type ReceiptProps = { erased: Erased; trouble: Refusal | undefined; onAgain: () => void }
const Receipt = ({ erased: { number, at }, trouble, onAgain }: ReceiptProps) => {
  const { words, view, language, close } = useWorld()
  const said = ownWords[language].erase
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
          {said.at} {dateIn(bangkokDay(at), language)} · {words.holder.looked.time(clockMinute(at))}
        </p>
      </section>
      <p>
        <Phrases text={said.doneText} />
      </p>
    </Screen>
  )
}
