// Says each new hint aloud, until the person mutes it; the next time it is muted still.
import { useEffect, useState } from 'preact/hooks'
import { useApp } from '../app-context.ts'

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
  const { speech, language } = useApp()
  const [on, setOn] = useState(remembered)
  useEffect(() => {
    if (on && sentence) speech.say(sentence, language)
  }, [on, sentence, speech, language])
  useEffect(() => () => speech.hush(), [speech])
  const toggle = () => {
    remember(!on)
    if (on) speech.hush()
    setOn(!on)
  }
  return { on, toggle }
}
