// Who looked at the card: time, who, how much, what came of it. Never a value.

import { useEffect, useState } from 'preact/hooks'
import { bangkokDay, clockMinute } from '../../core/card/thai-date.ts'
import type { ServiceRefusal } from '../../core/contract/call.ts'
import type { ChainedAccessEntry } from '../../core/inspection/access-log.ts'
import { dateIn } from '../../core/languages.ts'
import { useApp } from '../app-context.ts'
import { RefusalNotice, Waiting } from '../parts/boxes.tsx'
import { Button } from '../parts/button.tsx'
import { HomeLink } from '../parts/home-link.tsx'
import { Icon } from '../parts/icon.tsx'
import { Phrases, Title } from '../parts/phrases.tsx'
import { Screen } from '../parts/screen.tsx'

const sawSomething = ({ result }: ChainedAccessEntry) => result === 'seen' || result === 'masked'

const Entry = ({ look }: { look: ChainedAccessEntry }) => {
  const { holder } = useApp().words
  const said = holder.looked
  const saw = sawSomething(look)
  const how =
    look.result === 'seen'
      ? look.scope === 'face'
        ? said.faces
        : said.scope(holder.scopes[look.scope].name)
      : said.result[look.result]
  return (
    <li class={`look ${saw ? '' : 'refused'}`} data-testid="look" data-result={look.result}>
      <span class="sign">
        <Icon name={saw ? (look.by ? 'badge' : 'person') : 'close'} />
      </span>
      <p>
        <b>{look.by ? `${look.by.agency} · ${look.by.name}` : said.someone}</b>
        <span class="muted">
          {said.via[look.via]} · {how}
        </span>
        <span class={look.by ? 'registered' : 'unregistered'}>{look.by ? said.registered : said.unregistered}</span>
      </p>
      <time class="muted">{said.time(clockMinute(look.at))}</time>
    </li>
  )
}

/** Newest first, under the day they belong to. */
const byDay = (looks: readonly ChainedAccessEntry[], dayOf: (look: ChainedAccessEntry) => string) => {
  const days: { day: string; looks: ChainedAccessEntry[] }[] = []
  for (const look of looks) {
    const day = dayOf(look)
    const last = days.at(-1)
    if (last?.day === day) last.looks.push(look)
    else days.push({ day, looks: [look] })
  }
  return days
}

export const AccessLogScreen = () => {
  const { words, language, api, go, now } = useApp()
  const said = words.holder.looked
  const [looks, setLooks] = useState<ChainedAccessEntry[]>()
  const [trouble, setTrouble] = useState<ServiceRefusal>()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    api.looks().then((answer) => (answer.ok ? setLooks(answer.value.looks) : setTrouble(answer)))
  }, [api])

  const copy = async () => {
    const answer = await api.exportLooks()
    if (!answer.ok) return setTrouble(answer)
    // Refused where the page has no focus: then the button stays as it is.
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
        {said.notMe}
      </Button>
      <HomeLink />
    </>
  )
  if (!looks && !trouble) return <Waiting text={words.waiting} />
  const seen = (looks ?? []).filter(sawSomething).length
  return (
    <Screen step="issued" foot={foot}>
      <div>
        <Title text={said.title} />
        {looks && looks.length > 0 && <p class="muted">{said.summary(seen, looks.length - seen)}</p>}
      </div>
      <RefusalNotice trouble={trouble} />
      {looks?.length === 0 && (
        <p>
          <Phrases text={said.none} />
          <br />
          <span class="muted">{said.noneText}</span>
        </p>
      )}
      {byDay(looks ?? [], dayOf).map((day) => (
        <section class="looks" key={day.day}>
          <h2>{day.day === today ? said.today : day.day}</h2>
          <ul>
            {day.looks.map((look) => (
              <Entry key={look.seq} look={look} />
            ))}
          </ul>
        </section>
      ))}
      {looks && looks.length > 0 && (
        <Button id="copy" icon={copied ? 'check' : 'copy'} outline onClick={copy}>
          {copied ? said.copied : said.copy}
        </Button>
      )}
    </Screen>
  )
}
