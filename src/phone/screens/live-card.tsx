// The live card: a moving pattern, a clock with seconds and a QR code that is renewed.
// A picture of it stands still and expires.

import { useEffect, useRef, useState } from 'preact/hooks'
import { bangkokDay, clockTime, countdown } from '../../core/card/thai-date.ts'
import { coversScope, type Scope, scopes } from '../../core/card/token-claims.ts'
import type { LiveCode } from '../../core/contract/responses/holder.ts'
import type { CardFace } from '../../core/contract/responses/view.ts'
import { dateIn } from '../../core/dates.ts'
import { useApp } from '../app-context.ts'
import { Button } from '../parts/button.tsx'
import { ScopeChoices } from '../parts/choices.tsx'
import { Icon } from '../parts/icon.tsx'
import { Title } from '../parts/phrases.tsx'
import { Qr } from '../parts/qr.tsx'
import { BackButton } from '../parts/screen.tsx'
import { useWakeLock } from '../parts/wake-lock.ts'
import { Weave } from '../parts/weave.tsx'
import { rememberScope } from '../scope.ts'

export type LiveCardEnd = 'hidden' | 'expired'
type Props = {
  first: LiveCode
  firstScope: Scope
  onEnd: (why: LiveCardEnd) => void
  /** The holder chose to show more than the PIN was given for. */
  onWider: (scope: Scope) => void
  onClose: () => void
}

/** A new QR code is requested this long (ms) before the current one expires. */
const RENEW_BEFORE = 20_000
/** Time (ms) between two requests for a new QR code. */
const TRY_EVERY = 5_000

/**
 * Keeps the QR code valid by renewing it with the ticket. Ends the card when the page is hidden or the code expires.
 */
const useShown = ({ first, firstScope, onEnd, onWider }: Props) => {
  const { api, now } = useApp()
  const [shown, setShown] = useState({ ...first, scope: firstScope })
  const [scope, setScope] = useState(firstScope)
  const [life, setLife] = useState(first.expiresAt - now())
  const [online, setOnline] = useState(true)
  const [at, setAt] = useState(now())
  const asked = useRef(0)
  const chosen = useRef(firstScope)
  const renew = async () => {
    const wanted = chosen.current
    asked.current = now()
    const answer = await api.renew(shown.ticket, wanted)
    setOnline(answer.ok || answer.reason !== 'offline')
    // The answer to an earlier choice may arrive last, and might show more than the holder wants now.
    if (!answer.ok || wanted !== chosen.current) return
    setShown({ ...answer.value, scope: wanted })
    setLife(answer.value.expiresAt - now())
  }
  useEffect(() => {
    const tick = async () => {
      const time = now()
      setAt(time)
      if (time >= shown.expiresAt) return onEnd('expired')
      const fresh = shown.scope === chosen.current && time < shown.expiresAt - RENEW_BEFORE
      if (fresh || time - asked.current < TRY_EVERY) return
      await renew()
    }
    const timer = setInterval(tick, 250)
    return () => clearInterval(timer)
  }, [shown, api, now])
  useEffect(() => {
    const hide = () => document.visibilityState === 'hidden' && onEnd('hidden')
    document.addEventListener('visibilitychange', hide)
    return () => document.removeEventListener('visibilitychange', hide)
  }, [])
  const choose = async (wanted: Scope) => {
    // Whoever holds the phone to look at it must not be able to choose to see more.
    if (!coversScope(shown.scope, wanted)) return onWider(wanted)
    rememberScope(wanted)
    chosen.current = wanted
    setScope(wanted)
    if (wanted !== shown.scope) await renew()
  }
  return { scope, shown, choose, left: shown.expiresAt - at, life, online, at }
}

export const LiveCard = (props: Props) => {
  const { words, view, language, go } = useApp()
  const { scope, shown, choose, left, life, online, at } = useShown(props)
  useWakeLock()
  const card = view.card!
  // The new scope takes effect at once: until its code arrives, the old code is covered. `age` hides the name.
  const chosenShown = scope === shown.scope
  const nameless = scope === 'age' || shown.scope === 'age'
  // The PIN sheet before it may have left the page scrolled: the card opens at its top.
  useEffect(() => scrollTo(0, 0), [])
  return (
    <div class="live">
      <header class="head bare">
        <BackButton onClick={props.onClose} />
        <Title text={words.show.title} />
        <span class="tool" />
      </header>
      <main class="whole">
        <div class="live-card">
          <Weave />
          <div class="who">
            <img
              src={card.portraitUrl}
              alt={words.home.portrait(nameless ? '' : card.nameThai.join(' '))}
              width={84}
              height={105}
            />
            <div>
              {nameless ? <p class="thai">{words.holder.nameHidden}</p> : <Names card={card} />}
              <p class="grade" data-testid="grade">
                {words.assurance.grade[card.grade]}
              </p>
              <p class="clock">
                {dateIn(bangkokDay(at), language)} · {clockTime(at)}
              </p>
            </div>
          </div>
          <div class={chosenShown ? 'paper' : 'paper turning'} aria-busy={!chosenShown}>
            <Qr text={shown.code} label={words.show.qr} />
            <div class="life">
              <Ring part={left / life} />
              <p>
                <b>{countdown(left)}</b> {words.show.renews}
              </p>
              <p class={online ? 'on' : 'off'}>
                <Icon name={online ? 'online' : 'offline'} />
                {online ? words.show.online : words.show.offline}
              </p>
            </div>
          </div>
        </div>
        <div class="live-tools">
          <ScopeChoices offered={scopes} chosen={scope} onChoose={choose} row />
          <div class="pair">
            <Button id="share" icon="send" onClick={() => go('share')}>
              {words.holder.share.title}
            </Button>
            <Button id="freeze" icon="freeze" stops onClick={() => go('freeze')}>
              {words.holder.freeze.open}
            </Button>
          </div>
        </div>
        <p class="bright">
          <Icon name={online ? 'sun' : 'qr'} />
          {online ? words.show[shown.scope === 'full' ? 'ownScanner' : 'bright'] : words.holder.pass.instead}
        </p>
      </main>
    </div>
  )
}

const Names = ({ card }: { card: CardFace }) => (
  <>
    <p class="thai" lang="th">
      {card.nameThai[0]}
      <br />
      {card.nameThai[1]}
    </p>
    <p lang="en">{card.nameEnglish}</p>
  </>
)

const Ring = ({ part }: { part: number }) => (
  <svg class="countdown" viewBox="0 0 40 40" aria-hidden="true">
    <circle cx="20" cy="20" r="17" />
    <circle class="left" cx="20" cy="20" r="17" pathLength={100} stroke-dasharray={`${Math.max(0, part) * 100} 100`} />
  </svg>
)
