// Erases the user's data: explains what is erased and what stays, asks a holder for the PIN, and shows the receipt.

import { useState } from 'preact/hooks'
import { bangkokDay, clockMinute } from '../../core/card/thai-date.ts'
import type { ServiceRefusal } from '../../core/contract/call.ts'
import type { ErasureReceipt } from '../../core/contract/responses/holder.ts'
import { dateIn } from '../../core/dates.ts'
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
  const [receipt, setReceipt] = useState<ErasureReceipt>()

  const done = async (newReceipt: ErasureReceipt) => {
    await drafts.erase().catch(() => undefined)
    setReceipt(newReceipt)
  }
  /** Starts over as a new user. */
  const startOver = async () => {
    const answer = await api.signIn()
    if (!answer.ok) return setTrouble(answer)
    await drafts.erase().catch(() => undefined)
    setView(answer.value)
    go('home')
  }
  const eraseAll = async (pin?: string): Promise<Answer<ErasureReceipt>> => {
    const answer = await api.erase(pin)
    // The answer to an earlier request was lost: the data is erased already, and the receipt is in the chat.
    if (!answer.ok && answer.reason === 'no_pin') await startOver()
    return answer
  }
  if (receipt) return <Receipt receipt={receipt} trouble={trouble} onAgain={startOver} />
  return (
    <DataRightsRequest
      id="erase"
      icons={icons}
      stops
      text={ownScreenWords[language].erase}
      call={eraseAll}
      onDone={done}
    />
  )
}

type ReceiptProps = { receipt: ErasureReceipt; trouble: ServiceRefusal | undefined; onAgain: () => void }
const Receipt = ({ receipt: { number, at }, trouble, onAgain }: ReceiptProps) => {
  const { words, view, language, close } = useApp()
  const text = ownScreenWords[language].erase
  const foot = (
    <>
      <RefusalNotice trouble={trouble} />
      <Button id="close" onClick={close}>
        {words.success.toChat}
      </Button>
      <Link id="again" onClick={onAgain}>
        {text.again}
      </Link>
    </>
  )
  return (
    <Screen step={view.step} plain foot={foot}>
      <Title text={text.done} />
      <section class="ticket">
        <p class="muted">{text.number}</p>
        <p class="code receipt" data-testid="receipt">
          {number}
        </p>
        <p>
          {text.at} {dateIn(bangkokDay(at), language)} · {words.holder.looked.time(clockMinute(at))}
        </p>
      </section>
      <p>
        <Phrases text={text.doneText} />
      </p>
    </Screen>
  )
}
