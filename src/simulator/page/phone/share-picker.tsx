// LINE's share target picker: the user chooses who receives the mini-app's message.
import { useState } from 'preact/hooks'
import type { LiffToPage, PageToLiff, Person } from '../../wire.ts'
import { act } from '../platform.ts'
import type { Words } from '../words.ts'
import { Sheet } from './sheet.tsx'

type Props = {
  share: Extract<LiffToPage, { type: 'share' }>
  from: Person
  people: readonly Person[]
  say: Words
  onDone: (outcome: Extract<PageToLiff, { type: 'shared' }>['outcome']) => void
}

export const SharePicker = ({ share, from, people, say, onDone }: Props) => {
  const [chosen, setChosen] = useState<string[]>([])
  const toggle = (id: string) => {
    const rest = share.multiple ? chosen.filter((other) => other !== id) : []
    setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...rest, id])
  }
  const send = async () => {
    const answer = await act(from.id, 'share', { to: chosen, messages: share.messages })
    onDone('entries' in answer ? 'sent' : { fault: answer.message })
  }
  return (
    <Sheet title={say.shareWith} testId="share-picker" onClose={() => onDone('cancelled')}>
      {people
        .filter(({ id }) => id !== from.id)
        .map(({ id, name }) => (
          <label key={id}>
            <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} /> {name}
          </label>
        ))}
      <div class="row">
        <button type="button" class="quiet" onClick={() => onDone('cancelled')}>
          {say.cancel}
        </button>
        <button type="button" class="strong" disabled={chosen.length === 0} onClick={() => void send()}>
          {say.shareSend}
        </button>
      </div>
    </Sheet>
  )
}
