// What the service said about a PIN: not right and how many tries are left, or how long to wait.

import { useEffect, useState } from 'preact/hooks'
import { countdown } from '../../core/card/thai-date.ts'
import type { ServiceRefusal } from '../../core/contract/call.ts'
import { useApp } from '../app-context.ts'
import { advice } from '../reasons.ts'
import { Icon } from './icon.tsx'

/** ms until `until`, told every second; 0 when it is over or there is nothing to wait for. */
export const useRemainingWait = (until: number | undefined): number => {
  const { now } = useApp()
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (until === undefined) return setLeft(0)
    const tick = () => setLeft(Math.max(0, until - now()))
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [until, now])
  return left
}

/** Whether typing is of no use now: `left` ms to wait, or a PIN that a person has to open. */
export const isPinClosed = (trouble: ServiceRefusal | undefined, left: number): boolean =>
  left > 0 || trouble?.reason === 'pin_closed'

export const PinRefusalNotice = ({ trouble, left }: { trouble: ServiceRefusal; left: number }) => {
  const { words } = useApp()
  const { title, todo } = advice(words, trouble.reason)
  const more =
    left > 0
      ? words.pin.wait(countdown(left))
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
