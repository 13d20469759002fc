// Taking back the consent to the face: what goes with it, the PIN where there is a card, then the way to an officer.
import type { View } from '../../core/contract/responses/view.ts'
import type { Answer } from '../api.ts'
import { useApp } from '../app-context.ts'
import { ownScreenWords } from '../own-words.ts'
import { DataRightsRequest } from '../parts/data-rights-request.tsx'

export const WithdrawScreen = () => {
  const { language, api, drafts, setView, go } = useApp()
  /** What was read from the card waits on this phone with its portrait. */
  const done = async (view: View) => {
    await drafts.erase().catch(() => undefined)
    setView(view)
    go('home')
  }
  const withdraw = async (pin?: string): Promise<Answer<View>> => {
    const answer = await api.withdrawFace(pin)
    // An answer that was lost on its way: there is no card any more, and so no PIN.
    return !answer.ok && answer.reason === 'no_pin' ? api.me() : answer
  }
  return (
    <DataRightsRequest
      id="withdraw"
      icons={['face', 'card', 'people', 'info']}
      stops
      said={ownScreenWords[language].withdraw}
      call={withdraw}
      onDone={done}
    />
  )
}
