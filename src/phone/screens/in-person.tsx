// Sends the user to an official: the reason, the case code for the counter, and a button that starts over.

import { useAct, useApp } from '../app-context.ts'
import { NextSteps, Note, RefusalNotice } from '../parts/boxes.tsx'
import { Button, Link } from '../parts/button.tsx'
import { HelpCode } from '../parts/help-code.tsx'
import { Title } from '../parts/phrases.tsx'
import { Screen } from '../parts/screen.tsx'
import { advice } from '../reasons.ts'

export const InPersonScreen = () => {
  const { words, view, drafts, close } = useApp()
  const { act, busy, trouble } = useAct()
  const { title, todo } = advice(words, view.caseReason ?? 'asked_for_help')
  // Going on is no main button after a no: the user's to the use of the face, or the officer's.
  const afterNo = view.caseReason === 'no_face_consent' || view.caseReason === 'counter_refused'
  const restart = async () => {
    const answer = await act((api) => api.restart())
    if (answer.ok) await drafts.erase().catch(() => undefined)
  }
  const foot = (
    <>
      <RefusalNotice trouble={trouble} />
      {view.canGoOn && !afterNo ? (
        <Button id="go-on" busy={busy} onClick={() => act((api) => api.goOn())}>
          {words.inPerson.goOn}
        </Button>
      ) : (
        <Button id="close" onClick={close}>
          {words.success.toChat}
        </Button>
      )}
      {view.canGoOn && afterNo && (
        <Link id="go-on" onClick={() => !busy && act((api) => api.goOn())}>
          {words.inPerson.goOn}
        </Link>
      )}
      <Link id="restart" onClick={() => !busy && restart()}>
        {words.inPerson.restart}
      </Link>
    </>
  )
  return (
    <Screen step="inPerson" foot={foot}>
      <Title text={title} />
      {view.refusal && <Note icon="info">{view.refusal}</Note>}
      <HelpCode />
      <NextSteps todo={todo} />
    </Screen>
  )
}
