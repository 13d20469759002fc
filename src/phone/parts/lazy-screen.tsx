// A screen whose code is fetched when it is shown; a fetch that fails says so and can be tried again.
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { RefusalNotice, Waiting } from './boxes.tsx'
import { Button } from './button.tsx'

/** Wraps a screen that `load` fetches. */
export const lazyScreen = <P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> => {
  let known: ComponentType<P> | undefined
  return (props: P) => {
    const { words } = useApp()
    const [, setArrived] = useState(known !== undefined)
    const [failed, setFailed] = useState(false)
    const [attempt, setAttempt] = useState(0)
    useEffect(() => {
      if (known) return
      setFailed(false)
      load().then(
        (component) => {
          known = component
          setArrived(true)
        },
        () => setFailed(true),
      )
    }, [attempt])
    // With a connection, a file is missing because a newer version was deployed: a fresh page finds the new one.
    const again = () => (navigator.onLine ? location.reload() : setAttempt(attempt + 1))
    if (known) {
      const Screen = known
      return <Screen {...props} />
    }
    if (!failed) return <Waiting text={words.waiting} />
    return (
      <div class="centred body">
        <RefusalNotice trouble={{ reason: 'offline' }} />
        <Button id="try-again" onClick={again}>
          {words.tryAgain}
        </Button>
      </div>
    )
  }
}
