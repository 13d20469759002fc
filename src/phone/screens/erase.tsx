// Erasing everything: what goes and what stays, the PIN where there is a card, and the receipt.

import { useState } from 'preact/hooks'
import { bangkokDay, clockMinute } from '../../core/card/thai-date.ts'
import type { ServiceRefusal } from '../../core/contract/call.ts'
import type { ErasureReceipt } from '../../core/contract/responses/holder.ts'
import { dateIn } from '../../core/languages.ts'
import type { Answer } from '../api.ts'
import { useApp } from '../app-context.ts'
import { ownScreenWords } from '../own-words.ts'
import { RefusalNotice } from '../parts/boxes.tsx'
import { Button, Link } from '../parts/button.tsx'
import { DataRightsRequest } from '../parts/data-rights-request.tsx'
import { Phrases, Title } from '../parts/phrases.tsx'
import { Screen } from '../parts/screen.tsx'

const icons = ['trash', 'card', 'lock', 'info'] as const

export const EraseScreen = () => {
  const { language, api, drafts, setView, go } = useApp()
  const [trouble, setTrouble] = useState<ServiceRefusal>()
  const [erased, setErased] = useState<ErasureReceipt>()

  const done = async (receipt: ErasureReceipt) => {
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
  const eraseAll = async (pin?: string): Promise<Answer<ErasureReceipt>> => {
    const answer = await api.erase(pin)
    // An answer that was lost on its way: it happened, and the receipt is in the chat.
    if (!answer.ok && answer.reason === 'no_pin') await begin()
    return answer
  }
  if (erased) return <Receipt erased={erased} trouble={trouble} onAgain={begin} />
  return (
    <DataRightsRequest
      id="erase"
      icons={icons}
      stops
      said={ownScreenWords[language].erase}
      call={eraseAll}
      onDone={done}
    />
  )
}

type ReceiptProps = { erased: ErasureReceipt; trouble: ServiceRefusal | undefined; onAgain: () => void }
const Receipt = ({ erased: { number, at }, trouble, onAgain }: ReceiptProps) => {
  const { words, view, language, close } = useApp()
  const said = ownScreenWords[language].erase
  const foot = (
    <>
      <RefusalNotice trouble={trouble} />
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
