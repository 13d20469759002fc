// Lists the consents that the user gave or refused: the text, its version and hash, and the time.

import { useEffect, useState } from 'preact/hooks'
import { bangkokDay, clockMinute } from '../../core/card/thai-date.ts'
import type { ServiceRefusal } from '../../core/contract/call.ts'
import type { ConsentRecord } from '../../core/contract/responses/holder.ts'
import { dateIn } from '../../core/dates.ts'
import { useApp } from '../app-context.ts'
import { RefusalNotice, Waiting } from '../parts/boxes.tsx'
import { Button, Link } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { Title } from '../parts/phrases.tsx'
import { Screen } from '../parts/screen.tsx'

const Entry = ({ consent: { kind, version, textHash, given, at } }: { consent: ConsentRecord }) => {
  const { words, language } = useApp()
  const text = words.holder.agreed
  return (
    <li data-testid="agreed" data-kind={kind}>
      <Icon name={given ? 'check' : 'close'} class={given ? 'ok' : ''} />
      <div>
        <b>
          {text.kinds[kind]}: {given ? text.yes : text.no}
        </b>
        <span class="muted">
          {dateIn(bangkokDay(at), language)} · {words.holder.looked.time(clockMinute(at))} ·{' '}
          {words.terms.version(version)}
        </span>
        <span class="muted" style={{ overflowWrap: 'anywhere' }}>
          {text.hash} {textHash}
        </span>
      </div>
    </li>
  )
}

export const ConsentsScreen = () => {
  const { words, view, api, go } = useApp()
  const text = words.holder.agreed
  const [consents, setConsents] = useState<ConsentRecord[]>()
  const [trouble, setTrouble] = useState<ServiceRefusal>()
  useEffect(() => {
    api.consents().then((answer) => (answer.ok ? setConsents(answer.value.consents) : setTrouble(answer)))
  }, [api])
  if (!consents && !trouble) return <Waiting text={words.waiting} />
  const face = consents?.findLast(({ kind }) => kind === 'face')
  const foot = (
    <>
      <RefusalNotice trouble={trouble} />
      <Button id="home" onClick={() => go('home')}>
        {words.back}
      </Button>
      <Link id="terms" onClick={() => go('terms')}>
        {words.terms.readAll}
      </Link>
      {face?.given && (
        <Link id="withdraw" onClick={() => go('withdraw')}>
          {text.withdraw}
        </Link>
      )}
    </>
  )
  return (
    <Screen step={view.step} plain foot={foot}>
      <Title text={text.title} />
      {consents?.length === 0 && <p>{text.none}</p>}
      <ul class="rows">
        {consents?.map((consent) => (
          <Entry key={`${consent.kind} ${consent.at}`} consent={consent} />
        ))}
      </ul>
    </Screen>
  )
}
