// The holder's home screen: the card and every action with it.

import { useApp } from '../app-context.ts'
import { Note, Rows } from '../parts/boxes.tsx'
import { Button, Link } from '../parts/button.tsx'
import { CardFace } from '../parts/card-face.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { Screen } from '../parts/screen.tsx'
import { advice } from '../reasons.ts'

export const HomeScreen = () => {
  const { words, view, go } = useApp()
  const card = view.card!
  const frozen = view.cardStatus === 'frozen'
  const suspended = view.cardStatus === 'held'
  const visit = (
    <Button id="visit" icon="person" outline={!suspended} onClick={() => go('visit')}>
      {words.home.visit}
    </Button>
  )
  const foot = suspended ? (
    visit
  ) : (
    <Button id={frozen ? 'wake' : 'show'} icon="card" onClick={() => go(frozen ? 'freeze' : 'show')}>
      {frozen ? words.holder.freeze.wake : words.home.show}
    </Button>
  )
  return (
    <Screen step="issued" foot={foot}>
      <h1 class="unseen">{words.stepNames.issued}</h1>
      <CardFace card={card} />
      <Rows
        rows={[
          {
            icon: card.grade === 'declared' || card.grade === 'doubted' ? 'info' : 'shield',
            title: words.assurance.grade[card.grade],
            text: `${words.assurance.document[card.assurance.document]} · ${words.assurance.face[card.assurance.face]}`,
          },
          {
            icon: 'timer',
            title: `${words.home.validUntil} ${card.validUntil}`,
            text: `${words.home.issuedOn} ${card.issuedOn}`,
          },
        ]}
      />
      {view.caseReason && (
        <Note>
          <Phrases text={advice(words, view.caseReason).title} />
        </Note>
      )}
      <div class="tools">
        <Button id="share" icon="send" outline onClick={() => go('share')}>
          {words.holder.share.title}
        </Button>
        <Button id="pass" icon="qr" outline onClick={() => go('pass')}>
          {words.holder.pass.title}
        </Button>
      </div>
      <div class="more">
        {view.helpCode && !suspended && visit}
        <Button id="looked" icon="eye" outline onClick={() => go('looked')}>
          {words.holder.looked.title}
        </Button>
        {!frozen && !suspended && (
          <Button id="freeze" icon="freeze" stops onClick={() => go('freeze')}>
            {words.holder.freeze.open}
          </Button>
        )}
        <Button id="agreed" icon="scales" outline onClick={() => go('agreed')}>
          {words.holder.agreed.title}
        </Button>
        <Button id="copy" icon="copy" outline onClick={() => go('copy')}>
          {words.holder.copy}
        </Button>
      </div>
      <Link id="erase" stops onClick={() => go('erase')}>
        {words.holder.erase}
      </Link>
    </Screen>
  )
}
