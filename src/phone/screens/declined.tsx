// The terms were declined: nothing is held against anybody, and the way back is one tap.

import { useAct, useWorld } from '../app-context.ts'
import { Trouble } from '../parts/boxes.tsx'
import { Button, Link } from '../parts/button.tsx'
import { Phrases, Title } from '../parts/phrases.tsx'
import { Screen } from '../parts/screen.tsx'

export const DeclinedScreen = () => {
  const { words, close } = useWorld()
  const { act, busy, trouble } = useAct()
  const foot = (
    <>
      <Trouble trouble={trouble} />
      <Button id="restart" busy={busy} onClick={() => act((api) => api.restart())}>
        {words.declined.restart}
      </Button>
      <Link id="close" onClick={close}>
        {words.success.toChat}
      </Link>
    </>
  )
  return (
    <Screen step="declined" plain foot={foot}>
      <div class="centred">
        <Title text={words.declined.title} />
        <p>
          <Phrases text={words.declined.text} />
        </p>
      </div>
    </Screen>
  )
}
