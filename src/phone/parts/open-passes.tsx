// Lists the offline passes that have not ended, each with a button that takes it back without the PIN.
import { useEffect, useState } from 'preact/hooks'
import { bangkokDay, clockMinute } from '../../core/card/thai-date.ts'
import type { ServiceRefusal } from '../../core/contract/call.ts'
import type { OpenPass } from '../../core/contract/responses/holder.ts'
import { dateIn } from '../../core/dates.ts'
import { useApp } from '../app-context.ts'
import { RefusalNotice } from './boxes.tsx'
import { Button } from './button.tsx'
import { Phrases } from './phrases.tsx'

/** `about`: what the holder must know of passes here. */
export const OpenPasses = ({ about }: { about: string }) => {
  const { words, language, api } = useApp()
  const text = words.holder.pass
  const [passes, setPasses] = useState<readonly OpenPass[]>([])
  const [busy, setBusy] = useState<string>()
  const [trouble, setTrouble] = useState<ServiceRefusal>()
  useEffect(() => {
    api.passes().then((answer) => answer.ok && setPasses(answer.value.passes))
  }, [api])

  const revoke = async (id: string) => {
    setBusy(id)
    setTrouble(undefined)
    const answer = await api.revokePass(id)
    // Taken back from another phone meanwhile, or ended: what is left says so.
    const left = !answer.ok && answer.reason === 'not_found' ? await api.passes() : answer
    setBusy(undefined)
    if (left.ok) setPasses(left.value.passes)
    else setTrouble(left)
  }
  const moment = (at: number) => `${dateIn(bangkokDay(at), language)} ${words.holder.looked.time(clockMinute(at))}`
  if (passes.length === 0) return null
  return (
    <section class="looks" data-testid="open-passes">
      <h2>{text.open}</h2>
      <p class="muted">
        <Phrases text={about} />
      </p>
      <RefusalNotice trouble={trouble} />
      {passes.map(({ id, scope, madeAt, expiresAt }) => (
        <div class="look" key={id}>
          <p>
            <b>{words.holder.scopes[scope].name}</b>
            <span class="muted">
              {text.made(moment(madeAt))} · {text.until(moment(expiresAt))}
            </span>
          </p>
          <Button id={`revoke-${id}`} stops busy={busy === id} onClick={() => revoke(id)}>
            {text.revoke}
          </Button>
        </div>
      ))}
    </section>
  )
}
