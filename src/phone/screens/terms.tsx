// Shows the terms: a summary of four points, a link to the full text, and buttons to accept or decline.
import { useState } from 'preact/hooks'
import { termsVersion } from '../../core/words/legal.ts'
import { useAct, useApp } from '../app-context.ts'
import { RefusalNotice, Rows } from '../parts/boxes.tsx'
import { Button, Link } from '../parts/button.tsx'
import type { IconName } from '../parts/icon.tsx'
import { Title } from '../parts/phrases.tsx'
import { Screen } from '../parts/screen.tsx'

const icons: IconName[] = ['info', 'phone', 'lock', 'scales']

/** The full text, also shown at /app/terms. */
export const FullTerms = ({ onBack }: { onBack: () => void }) => {
  const { words, terms, view } = useApp()
  const foot = (
    <Button id="back" outline onClick={onBack}>
      {words.back}
    </Button>
  )
  return (
    <Screen step="terms" foot={foot}>
      <Title text={terms.title} />
      <p class="muted">
        {view.issuer.name} · {words.terms.version(termsVersion)}
      </p>
      {terms.full.map(({ heading, text }) => (
        <section class="reading" key={heading}>
          <h2>{heading}</h2>
          {text.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      ))}
    </Screen>
  )
}

export const TermsScreen = () => {
  const { words, terms, view } = useApp()
  const { act, busy, trouble } = useAct()
  const [reading, setReading] = useState(false)
  if (reading) return <FullTerms onBack={() => setReading(false)} />
  const foot = (
    <>
      <RefusalNotice trouble={trouble} />
      <Button id="accept-terms" icon="check" busy={busy} onClick={() => act((api) => api.terms(true, termsVersion))}>
        {words.terms.accept}
      </Button>
      <Link id="decline-terms" onClick={() => act((api) => api.terms(false, termsVersion))}>
        {words.terms.decline}
      </Link>
    </>
  )
  return (
    <Screen step="terms" foot={foot}>
      <div>
        <Title text={words.terms.title} />
        <p class="muted">{words.terms.issuer(view.issuer.name)}</p>
      </div>
      <Rows rows={terms.summary.map((row, i) => ({ icon: icons[i] ?? 'info', ...row }))} />
      <Link id="read-terms" onClick={() => setReading(true)}>
        {words.terms.readAll}
      </Link>
    </Screen>
  )
}
