// Waiting for the card-status register: calm, and nobody has to stay.
import { useEffect } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { Note } from '../parts/boxes.tsx'
import { Button } from '../parts/button.tsx'
import { Phrases, Title } from '../parts/phrases.tsx'
import { Screen } from '../parts/screen.tsx'

const ASK_AGAIN_MS = 2000

export const PopulationRegisterScreen = () => {
  const { words, api, setView, close } = useApp()
  useEffect(() => {
    let timer = 0
    let left = false
    const ask = async () => {
      const answer = await api.me()
      if (left) return
      if (answer.ok && answer.value.step !== 'register') setView(answer.value)
      else timer = window.setTimeout(ask, ASK_AGAIN_MS)
    }
    timer = window.setTimeout(ask, ASK_AGAIN_MS)
    return () => {
      left = true
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
