// Taking back the consent to the face: what goes with it, the PIN where there is a card, then the way to an officer.
import type { View } from '../../core/journey/view.ts'
import type { Answer } from '../api.ts'
import { useWorld } from '../app-context.ts'
import { ownWords } from '../own-words.ts'
import { OwnOrder } from '../parts/own-order.tsx'

export const WithdrawScreen = () => {
  const { language, api, drafts, setView, go } = useWorld()
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
    <OwnOrder
      id="withdraw"
      icons={['face', 'card', 'people', 'info']}
      stops
      said={ownWords[language].withdraw}
      call={withdraw}
      onDone={done}
    />
  )
}
