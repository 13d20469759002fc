// Says each new hint aloud, until the person mutes it; the next time it is muted still.
import { useEffect, useState } from 'preact/hooks'
import { useWorld } from '../app-context.ts'

const key = 'phokbat.voice'

const remembered = (): boolean => {
  try {
    return localStorage.getItem(key) !== 'off'
  } catch {
    return true // storage refused
  }
}
const remember = (on: boolean): void => {
  try {
    localStorage.setItem(key, on ? 'on' : 'off')
  } catch {
    // storage refused: asked anew next time
  }
}

export const useSpoken = (sentence: string | undefined) => {
  const { voice, language } = useWorld()
  const [on, setOn] = useState(remembered)
  useEffect(() => {
    if (on && sentence) voice.say(sentence, language)
  }, [on, sentence, voice, language])
  useEffect(() => () => voice.hush(), [voice])
  const toggle = () => {
    remember(!on)
    if (on) voice.hush()
    setOn(!on)
  }
  return { on, toggle }
}
