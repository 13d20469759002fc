// The screen after the user declined the terms, with a button that starts over.

import { useAct, useApp } from '../app-context.ts'
import { RefusalNotice } from '../parts/boxes.tsx'
import { Button, Link } from '../parts/button.tsx'
import { Phrases, Title } from '../parts/phrases.tsx'
import { Screen } from '../parts/screen.tsx'

export const DeclinedScreen = () => {
  const { words, close } = useApp()
  const { act, busy, trouble } = useAct()
  const foot = (
    <>
      <RefusalNotice trouble={trouble} />
      <Button id="close" onClick={close}>
        {words.success.toChat}
      </Button>
      <Link id="restart" onClick={() => !busy && act((api) => api.restart())}>
        {words.declined.restart}
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
