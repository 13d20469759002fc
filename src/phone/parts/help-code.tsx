// Shows the case code that a user tells the official at the counter, in large type.
import { useApp } from '../app-context.ts'
import { Phrases } from './phrases.tsx'

export const HelpCode = () => {
  const { words, view } = useApp()
  return (
    <section class="ticket">
      <p class="muted">{words.inPerson.code}</p>
      <p class="code" data-testid="help-code">
        {view.helpCode}
      </p>
      <p>
        <Phrases text={words.inPerson.how} />
      </p>
    </section>
  )
}
