// The frame of every screen: a head with the issuer's name or the step, the content, and the buttons at the foot.
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { plan, type Step } from '../../core/journey/map.ts'
import { languageTable, nextLanguage } from '../../core/languages.ts'
import { useAct, useApp } from '../app-context.ts'
import { Icon } from './icon.tsx'
import { Logo } from './logo.tsx'
import { Phrases } from './phrases.tsx'
import { Progress, ProgressSteps } from './progress.tsx'

const BrandHead = ({ step }: { step: Step }) => {
  const { words, language, view, close, inClient } = useApp()
  const { act, busy } = useAct()
  const next = nextLanguage(language)
  return (
    <header class="whole">
      <div class="head line">
        <Logo />
        <div class="names">
          <b>{words.name}</b>
          <span class="notice">
            <Phrases text={view.issuer.notice} />
          </span>
        </div>
        <button
          type="button"
          class="tool"
          lang={next}
          aria-label={languageTable[next].switchTo}
          disabled={busy}
          data-testid="language"
          onClick={() => act((api) => api.language(next))}
        >
          {languageTable[next].short}
        </button>
        {!inClient && <CloseButton onClick={close} />}
      </div>
      <Progress step={step} />
    </header>
  )
}

/** For browsers outside LINE: inside it LINE draws the same cross over every page. */
const CloseButton = ({ onClick }: { onClick: () => void }) => (
  <button type="button" class="tool" aria-label={useApp().words.close} data-testid="close-x" onClick={onClick}>
    <Icon name="close" />
  </button>
)

/** Leaves a sheet or a camera for the screen before it. */
export const BackButton = ({ onClick }: { onClick: () => void }) => (
  <button type="button" class="tool" aria-label={useApp().words.back} data-testid="close" onClick={onClick}>
    <Icon name="arrowLeft" />
  </button>
)

/** A head with only the way back, the step and one tool, for screens that need the space. */
export const BareHead = ({ step, tool, onClose }: { step: Step; tool?: ComponentChildren; onClose?: () => void }) => {
  const { words, close, inClient } = useApp()
  const progressStep = plan[step].progressStep
  const at = progressStep ? `${words.progress(progressStep, 7)} · ` : ''
  return (
    <header class="whole">
      <div class="head bare">
        {onClose ? (
          <BackButton onClick={onClose} />
        ) : inClient ? (
          <span class="tool" />
        ) : (
          <CloseButton onClick={close} />
        )}
        <p class="at">
          {at}
          {words.stepNames[step]}
        </p>
        {tool ?? <span class="tool" />}
      </div>
      {progressStep && <ProgressSteps at={progressStep} />}
    </header>
  )
}

type Props = {
  step: Step
  /** White background, for screens with one message instead of a list. */
  plain?: boolean
  /** Replaces the head that shows the app's name. */
  head?: ComponentChildren
  foot?: ComponentChildren
  class?: string
  children: ComponentChildren
}

export const Screen = ({ step, plain, head, foot, class: extra = '', children }: Props) => {
  const body = useRef<HTMLElement>(null)
  // A screen reader starts at the headline of the new screen: the button that was tapped no longer exists.
  useEffect(() => {
    scrollTo(0, 0)
    const headline = body.current?.querySelector('h1')
    headline?.setAttribute('tabindex', '-1')
    headline?.focus({ preventScroll: true })
  }, [])
  return (
    <div class={`screen ${plain ? 'plain' : ''} ${extra}`}>
      {head ?? <BrandHead step={step} />}
      <main class="body" ref={body}>
        {children}
      </main>
      {foot && <footer class="foot">{foot}</footer>}
    </div>
  )
}
