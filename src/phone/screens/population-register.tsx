// Shown while the service waits for the population register. The user may leave and come back.
import { useEffect } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { Note } from '../parts/boxes.tsx'
import { Button } from '../parts/button.tsx'
import { Phrases, Title } from '../parts/phrases.tsx'
import { Screen } from '../parts/screen.tsx'

/** ms between two looks: a register that answers at once is seen at once, a slow one costs few requests. */
const waits = [300, 700, 1000]
const usualWait = 2000

export const PopulationRegisterScreen = () => {
  const { words, api, setView, close } = useApp()
  useEffect(() => {
    let timer = 0
    let unmounted = false
    const poll = async () => {
      const answer = await api.me()
      if (unmounted) return
      if (answer.ok && answer.value.step !== 'register') setView(answer.value)
      else next()
    }
    let looks = 0
    const next = () => {
      timer = window.setTimeout(poll, waits[looks++] ?? usualWait)
    }
    next()
    return () => {
      unmounted = true
      clearTimeout(timer)
    }
  }, [api, setView])
  const foot = (
    <Button id="close" outline onClick={close}>
      {words.success.toChat}
    </Button>
  )
  return (
    <Screen step="register" foot={foot}>
      <div class="centred" role="status">
        <div class="seam" />
        <Title text={words.register.title} />
        <p>
          <Phrases text={words.register.text} />
        </p>
      </div>
      <Note>{words.register.leave}</Note>
    </Screen>
  )
}
