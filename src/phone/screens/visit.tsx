// Asks the holder to visit an office: what happened to the card, the case code, and what to bring.

import { useApp } from '../app-context.ts'
import { NextSteps } from '../parts/boxes.tsx'
import { Button } from '../parts/button.tsx'
import { HelpCode } from '../parts/help-code.tsx'
import { HomeLink } from '../parts/home-link.tsx'
import { Title } from '../parts/phrases.tsx'
import { Screen } from '../parts/screen.tsx'
import { advice } from '../reasons.ts'

export const VisitScreen = () => {
  const { words, view, close } = useApp()
  const { title, todo } = advice(words, view.caseReason ?? 'held')
  const foot = (
    <>
      <Button id="close" onClick={close}>
        {words.success.toChat}
      </Button>
      <HomeLink />
    </>
  )
  return (
    <Screen step="issued" foot={foot}>
      <Title text={title} />
      {view.helpCode && <HelpCode />}
      <NextSteps todo={todo} />
    </Screen>
  )
}
