// Withdraws the consent to face data: explains what is erased, asks a holder for the PIN, then refers to an official.
import type { View } from '../../core/contract/responses/view.ts'
import type { Answer } from '../api.ts'
import { useApp } from '../app-context.ts'
import { ownScreenWords } from '../own-words.ts'
import { DataRightsRequest } from '../parts/data-rights-request.tsx'

export const WithdrawScreen = () => {
  const { language, api, drafts, setView, go } = useApp()
  /** Erases the draft too, because it holds the card's portrait. */
  const done = async (view: View) => {
    await drafts.erase().catch(() => undefined)
    setView(view)
    go('home')
  }
  const withdraw = async (pin?: string): Promise<Answer<View>> => {
    const answer = await api.withdrawFace(pin)
    // The answer to an earlier request was lost: the card no longer exists, so it has no PIN.
    return !answer.ok && answer.reason === 'no_pin' ? api.me() : answer
  }
  return (
    <DataRightsRequest
      id="withdraw"
      icons={['face', 'card', 'people', 'info']}
      stops
      text={ownScreenWords[language].withdraw}
      call={withdraw}
      onDone={done}
    />
  )
}
