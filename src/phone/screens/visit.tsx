// The office asks the holder to come: what happened to the card, the code to say there, and what to bring.

import { useWorld } from '../app-context.ts'
import { Todo } from '../parts/boxes.tsx'
import { Button } from '../parts/button.tsx'
import { HomeLink } from '../parts/home-link.tsx'
import { Title } from '../parts/phrases.tsx'
import { Screen } from '../parts/screen.tsx'
import { Ticket } from '../parts/ticket.tsx'
import { advice } from '../reasons.ts'

export const VisitScreen = () => {
  const { words, view, close } = useWorld()
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
      {view.helpCode && <Ticket />}
      <Todo todo={todo} />
    </Screen>
  )
}
