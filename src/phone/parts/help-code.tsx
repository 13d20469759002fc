// The code for whoever is to come to an officer, large enough to be read out at a counter.
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
