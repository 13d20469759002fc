// Shows the new card once, directly after the consent.

import { useApp } from '../app-context.ts'
import { Note } from '../parts/boxes.tsx'
import { Button, Link } from '../parts/button.tsx'
import { CardFace } from '../parts/card-face.tsx'
import { Icon } from '../parts/icon.tsx'
import { Phrases, Title } from '../parts/phrases.tsx'
import { Screen } from '../parts/screen.tsx'

export const SuccessScreen = () => {
  const { words, view, close, go } = useApp()
  const foot = (
    <>
      <Button id="close" onClick={close}>
        {words.success.toChat}
      </Button>
      <Link id="show" onClick={() => go('show')}>
        {words.success.tryShow}
      </Link>
    </>
  )
  const head = (
    <header class="whole">
      <CardFace card={view.card!} />
    </header>
  )
  return (
    <Screen step="issued" plain class="success" head={head} foot={foot}>
      <div class="centred">
        <span class="big-tick">
          <Icon name={view.card!.grade === 'declared' || view.card!.grade === 'doubted' ? 'info' : 'check'} />
        </span>
        <Title text={words.success.title} />
        <p>
          <Phrases text={words.success.text} />
        </p>
      </div>
      <Note icon="shield">
        <strong data-testid="grade">{words.assurance.grade[view.card!.grade]}</strong>
        <br />
        <strong>{words.assurance.document[view.card!.assurance.document]}</strong>
        <br />
        {words.assurance.face[view.card!.assurance.face]}
        <br />
        <span class="muted">{words.success.officialSees}</span>
      </Note>
    </Screen>
  )
}
