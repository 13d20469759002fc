// Keeps the screen on while a card is shown, where the browser can.
import { useEffect } from 'preact/hooks'

export const useWakeLock = () => {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined
    let left = false
    const release = () => lock?.release().catch(() => undefined)
    const ask = async () => {
      lock = await navigator.wakeLock?.request('screen').catch(() => undefined)
      if (left) release()
    }
    ask()
    return () => {
      left = true
      release()
    }
  }, [])
}
