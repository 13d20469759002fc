// The closing screen of an action: a headline, a sentence and the button home.
import type { ComponentChildren } from 'preact'
import { useApp } from '../app-context.ts'
import { Button, Link } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'
import { Phrases, Title } from './phrases.tsx'
import { Screen } from './screen.tsx'

type Props = {
  id: string
  icon?: IconName
  title: string
  text: string
  /** The primary button; without it the primary button leads home. */
  next?: { label: string; onClick: () => void }
  /** Does the same once more: an outlined button above the primary one. */
  again?: { label: string; onClick: () => void }
  children?: ComponentChildren
}

export const Done = ({ id, icon = 'check', title, text, next, again, children }: Props) => {
  const { words, go } = useApp()
  const home = { label: words.back, onClick: () => go('home') }
  const primary = next ?? home
  const foot = (
    <>
      {again && (
        <Button id="again" outline onClick={again.onClick}>
          {again.label}
        </Button>
      )}
      <Button id="next" onClick={primary.onClick}>
        {primary.label}
      </Button>
      {next && (
        <Link id="home" onClick={home.onClick}>
          {home.label}
        </Link>
      )}
    </>
  )
  return (
    <Screen step="issued" plain foot={foot}>
      <div class="centred" data-testid={id}>
        <span class="big-tick">
          <Icon name={icon} />
        </span>
        <Title text={title} />
        <p>
          <Phrases text={text} />
        </p>
      </div>
      {children}
    </Screen>
  )
}
