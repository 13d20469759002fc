// The card as the success and home screens show it: portrait, names, masked ID number, and a line of seven stitches.
import type { CardFace as IssuedCard } from '../../core/contract/responses/view.ts'
import { useApp } from '../app-context.ts'
import { Weave } from './weave.tsx'

export const CardFace = ({ card }: { card: IssuedCard }) => {
  const { words, view } = useApp()
  const frozen = view.cardStatus === 'frozen' || view.cardStatus === 'held'
  const name = card.nameThai.join(' ')
  return (
    <div class="pocket">
      <Weave still />
      <div class="card">
        <div class="who">
          <img src={card.portraitUrl} alt={words.home.portrait(name)} width={90} height={112} />
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
