// Keeps the screen on while the component is on the page, where the browser supports it.
import { useEffect } from 'preact/hooks'

export const useWakeLock = () => {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined
    let unmounted = false
    const release = () => lock?.release().catch(() => undefined)
    const request = async () => {
      lock = await navigator.wakeLock?.request('screen').catch(() => undefined)
      if (unmounted) release()
    }
    request()
    return () => {
      unmounted = true
      release()
    }
  }, [])
}
