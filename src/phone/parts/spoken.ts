// Speaks each new hint aloud until the user mutes it. The choice is remembered for the next visit.
import { useEffect, useState } from 'preact/hooks'
import { useApp } from '../app-context.ts'

const key = 'phokbat.voice'

const remembered = (): boolean => {
  try {
    return localStorage.getItem(key) !== 'off'
  } catch {
    return true // the browser refuses storage
  }
}
const remember = (on: boolean): void => {
  try {
    localStorage.setItem(key, on ? 'on' : 'off')
  } catch {
    // The browser refuses storage: the voice is on again next time.
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
