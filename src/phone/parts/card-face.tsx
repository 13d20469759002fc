// The card as the success and home screens show it: portrait, names, masked ID number, and a line of seven stitches.
import { useEffect, useState } from 'preact/hooks'
import type { CardFace as IssuedCard } from '../../core/contract/responses/view.ts'
import { useApp } from '../app-context.ts'
import { Weave } from './weave.tsx'

/** A frozen card has no address for its portrait: the holder's session gets the picture. */
const usePortrait = (address: string | undefined) => {
  const { api } = useApp()
  const [own, setOwn] = useState<string>()
  useEffect(() => {
    if (address) return
    let shown: string | undefined
    let left = false
    api.portrait().then((answer) => {
      if (left || !answer.ok) return
      shown = URL.createObjectURL(answer.value)
      setOwn(shown)
    })
    return () => {
      left = true
      if (shown) URL.revokeObjectURL(shown)
    }
  }, [api, address])
  return address ?? own
}

export const CardFace = ({ card }: { card: IssuedCard }) => {
  const { words, view } = useApp()
  const portrait = usePortrait(card.portraitUrl)
  const frozen = view.cardStatus === 'frozen' || view.cardStatus === 'held'
  const name = card.nameThai.join(' ')
  return (
    <div class="pocket">
      <Weave still />
      <div class="card">
        <div class="who">
          <img src={portrait} alt={words.home.portrait(name)} width={90} height={112} />
          <div>
            <p class="thai" lang="th">
              {card.nameThai[0]}
              <br />
              {card.nameThai[1]}
            </p>
            <p class="muted" lang="en">
              {card.nameEnglish}
            </p>
          </div>
        </div>
        <div class="seven" aria-hidden="true" />
        <div class="id">
          <span>{card.idMasked}</span>
          <b class={frozen ? 'frozen' : ''}>{frozen ? words.holder.freeze.status : words.home.usable}</b>
        </div>
      </div>
    </div>
  )
}
