// Says each new hint aloud, until the person mutes it.
import { useEffect, useState } from 'preact/hooks'
import { useWorld } from '../world.ts'

let wanted = true

export const useSpoken = (sentence: string | undefined) => {
  const { voice, language } = useWorld()
  const [on, setOn] = useState(wanted)
  useEffect(() => {
    if (on && sentence) voice.say(sentence, language)
  }, [on, sentence, voice, language])
  useEffect(() => () => voice.hush(), [voice])
  const toggle = () => {
    wanted = !on
    if (on) voice.hush()
    setOn(!on)
  }
  return { on, toggle }
}
