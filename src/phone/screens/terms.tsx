// Shows the terms: a summary of four points, a link to the full text, and two buttons of equal weight to answer.
import { useEffect, useRef, useState } from 'preact/hooks'
import { termsVersion } from '../../core/words/legal.ts'
import { useAct, useApp } from '../app-context.ts'
import { RefusalNotice, Rows } from '../parts/boxes.tsx'
import { Button, Link } from '../parts/button.tsx'
import type { IconName } from '../parts/icon.tsx'
import { Title } from '../parts/phrases.tsx'
import { Screen } from '../parts/screen.tsx'

const icons: IconName[] = ['info', 'phone', 'lock', 'scales']

/** The full text, also shown at /app/terms. `at`: the number of the section that answers the reader's question. */
export const FullTerms = ({ at, onBack }: { at?: string; onBack: () => void }) => {
  const { words, terms, view } = useApp()
  const section = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    section.current?.scrollIntoView()
    section.current?.focus({ preventScroll: true })
  }, [])
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
          {at && heading.startsWith(at) ? (
            <h2 ref={section} tabIndex={-1}>
              {heading}
            </h2>
          ) : (
            <h2>{heading}</h2>
          )}
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
      <Button
        id="accept-terms"
        icon="check"
        outline
        busy={busy}
        onClick={() => act((api) => api.terms(true, termsVersion))}
      >
        {words.terms.accept}
      </Button>
      <Button
        id="decline-terms"
        icon="close"
        outline
        busy={busy}
        onClick={() => act((api) => api.terms(false, termsVersion))}
      >
        {words.terms.decline}
      </Button>
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
