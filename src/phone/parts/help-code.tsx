// Shows the case code that a user tells the official at the counter, in large type, and where the counter is.
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
      {view.issuer.contact && (
        <p class="contact" data-testid="contact">
          {view.issuer.contact}
        </p>
      )}
    </section>
  )
}
