// A screen whose code is fetched when it is first shown. A failed fetch shows a message and a retry.
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { RefusalNotice, Waiting } from './boxes.tsx'
import { Button } from './button.tsx'

/** Wraps the screen that `load` fetches. */
export const lazyScreen = <P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> => {
  let loadedScreen: ComponentType<P> | undefined
  return (props: P) => {
    const { words } = useApp()
    const [, setArrived] = useState(loadedScreen !== undefined)
    const [failed, setFailed] = useState(false)
    const [attempt, setAttempt] = useState(0)
    useEffect(() => {
      if (loadedScreen) return
      setFailed(false)
      load().then(
        (component) => {
          loadedScreen = component
          setArrived(true)
        },
        () => setFailed(true),
      )
    }, [attempt])
    // If the phone is online, the file is missing because a newer version was deployed: reloading the page finds it.
    const again = () => (navigator.onLine ? location.reload() : setAttempt(attempt + 1))
    if (loadedScreen) {
      const Screen = loadedScreen
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
