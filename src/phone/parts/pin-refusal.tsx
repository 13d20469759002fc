// Shows why the service refused a PIN: wrong, with the number of tries left, or locked, with the time to wait.

import { useEffect, useState } from 'preact/hooks'
import { countdown } from '../../core/card/thai-date.ts'
import type { ServiceRefusal } from '../../core/contract/call.ts'
import { useApp } from '../app-context.ts'
import { advice } from '../reasons.ts'
import { Icon } from './icon.tsx'

/** The ms from now to `until` (ms since the epoch), updated every second; 0 after `until` or without one. */
export const useRemainingWait = (until: number | undefined): number => {
  const { now } = useApp()
  const [waitMs, setWaitMs] = useState(0)
  useEffect(() => {
    if (until === undefined) return setWaitMs(0)
    const tick = () => setWaitMs(Math.max(0, until - now()))
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [until, now])
  return waitMs
}

/** True if no PIN can be entered now: `waitMs` are left to wait, or only an official can unlock the PIN. */
export const isPinClosed = (trouble: ServiceRefusal | undefined, waitMs: number): boolean =>
  waitMs > 0 || trouble?.reason === 'pin_closed'

export const PinRefusalNotice = ({ trouble, waitMs }: { trouble: ServiceRefusal; waitMs: number }) => {
  const { words } = useApp()
  const { title, todo } = advice(words, trouble.reason)
  const more =
    waitMs > 0
      ? words.pin.wait(countdown(waitMs))
      : trouble.triesLeft !== undefined
        ? words.pin.triesLeft(trouble.triesLeft)
        : trouble.reason === 'pin_closed'
          ? todo.join(' · ')
          : undefined
  return (
    <div class="trouble" role="alert" data-testid="trouble" data-reason={trouble.reason}>
      <Icon name="warning" />
      <div>
        <b>{title}</b>
        {more}
      </div>
    </div>
  )
}
