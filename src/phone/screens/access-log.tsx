// The holder's access log: when, by whom, with which scope and with which result the card was checked.
// It holds no card data.

import { useEffect, useState } from 'preact/hooks'
import { bangkokDay, clockMinute } from '../../core/card/thai-date.ts'
import type { ServiceRefusal } from '../../core/contract/call.ts'
import { dateIn } from '../../core/dates.ts'
import { type ChainedAccessEntry, sawCard } from '../../core/inspection/access-log.ts'
import { useApp } from '../app-context.ts'
import { RefusalNotice, Waiting } from '../parts/boxes.tsx'
import { Button } from '../parts/button.tsx'
import { HomeLink } from '../parts/home-link.tsx'
import { Icon } from '../parts/icon.tsx'
import { Phrases, Title } from '../parts/phrases.tsx'
import { Screen } from '../parts/screen.tsx'

/** A report of another face is not what a holder hopes to read, although the card was seen. */
const isFine = (entry: ChainedAccessEntry) => sawCard(entry) && entry.result !== 'unalike'

const Entry = ({ entry }: { entry: ChainedAccessEntry }) => {
  const { holder } = useApp().words
  const text = holder.looked
  const shown = isFine(entry)
  const outcome =
    entry.result === 'seen'
      ? entry.scope === 'face'
        ? text.faces
        : text.scope(holder.scopes[entry.scope].name)
      : text.result[entry.result]
  return (
    <li class={`look ${shown ? '' : 'refused'}`} data-testid="look" data-result={entry.result}>
      <span class="sign">
        <Icon name={shown ? (entry.by ? 'badge' : 'person') : 'close'} />
      </span>
      <p>
        <b>{entry.by ? `${entry.by.agency} · ${entry.by.name}` : text.someone}</b>
        <span class="muted">
          {text.via[entry.via]} · {outcome}
        </span>
        <span class="ends">
          {(shown || entry.by) && (
            <span class={entry.by ? 'registered' : 'unregistered'}>
              {entry.by ? text.registered : text.unregistered}
            </span>
          )}
          <time class="muted">{text.time(clockMinute(entry.at))}</time>
        </span>
      </p>
    </li>
  )
}

/** Groups the entries by day and keeps their order (newest first). */
const byDay = (entries: readonly ChainedAccessEntry[], dayOf: (entry: ChainedAccessEntry) => string) => {
  const days: { day: string; entries: ChainedAccessEntry[] }[] = []
  for (const entry of entries) {
    const day = dayOf(entry)
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}

export const AccessLogScreen = () => {
  const { words, language, api, go, now } = useApp()
  const text = words.holder.looked
  const [entries, setEntries] = useState<ChainedAccessEntry[]>()
  const [trouble, setTrouble] = useState<ServiceRefusal>()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    api.looks().then((answer) => (answer.ok ? setEntries(answer.value.looks) : setTrouble(answer)))
  }, [api])

  const copy = async () => {
    const answer = await api.exportLooks()
    if (!answer.ok) return setTrouble(answer)
    // The browser refuses while the page has no focus: the button then stays unchanged.
    await navigator.clipboard.writeText(JSON.stringify(answer.value, null, 1)).then(
      () => setCopied(true),
      () => undefined,
    )
  }
  const dayOf = ({ at }: { at: number }) => dateIn(bangkokDay(at), language)
  const today = dayOf({ at: now() })
  const foot = (
    <>
      <Button id="freeze" icon="freeze" stops onClick={() => go('freeze')}>
        {text.notMe}
      </Button>
      <HomeLink />
    </>
  )
  if (!entries && !trouble) return <Waiting text={words.waiting} />
  const shownCount = (entries ?? []).filter(isFine).length
  return (
    <Screen step="issued" foot={foot}>
      <div>
        <Title text={text.title} />
        {entries && entries.length > 0 && <p class="muted">{text.summary(shownCount, entries.length - shownCount)}</p>}
      </div>
      <RefusalNotice trouble={trouble} />
      {entries?.length === 0 && (
        <p>
          <Phrases text={text.none} />
          <br />
          <span class="muted">{text.noneText}</span>
        </p>
      )}
      {byDay(entries ?? [], dayOf).map((day) => (
        <section class="looks" key={day.day}>
          <h2>{day.day === today ? text.today : day.day}</h2>
          <ul>
            {day.entries.map((entry) => (
              <Entry key={entry.seq} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
      {entries && entries.length > 0 && (
        <Button id="copy" icon={copied ? 'check' : 'copy'} outline onClick={copy}>
          {copied ? text.copied : text.copy}
        </Button>
      )}
    </Screen>
  )
}
