// An official asks to see the card: who, what and why stand here before anything is shown, and saying no is as easy as yes.
import { useEffect, useState } from 'preact/hooks'
import type { PresentationRequest } from '../../core/contract/responses/holder.ts'
import type { View } from '../../core/contract/responses/view.ts'
import { useApp } from '../app-context.ts'
import { Note, Rows, Waiting } from '../parts/boxes.tsx'
import { Button } from '../parts/button.tsx'
import { Done } from '../parts/done.tsx'
import { Phrases, Title } from '../parts/phrases.tsx'
import { PinGate } from '../parts/pin-gate.tsx'
import { Screen } from '../parts/screen.tsx'
import { advice } from '../reasons.ts'

type Stage = { at: 'waiting' | 'asked' | 'pin' | 'shown' | 'refused' } | { at: 'gone'; reason: string }

export const RequestScreen = () => {
  const { words, api, requestId, setView } = useApp()
  const said = words.holder.request
  const [asked, setAsked] = useState<PresentationRequest>()
  const [stage, setStage] = useState<Stage>({ at: 'waiting' })
  useEffect(() => {
    const look = async () => {
      const answer = requestId ? await api.request(requestId) : ({ ok: false, reason: 'request_ended' } as const)
      if (answer.ok) setAsked(answer.value)
      setStage(answer.ok ? { at: 'asked' } : { at: 'gone', reason: answer.reason })
    }
    look()
  }, [api, requestId])

  const decline = async () => {
    const answer = await api.decline(requestId!)
    setStage(answer.ok ? { at: 'refused' } : { at: 'gone', reason: answer.reason })
  }
  if (stage.at === 'gone') {
    const { title, todo } = advice(words, stage.reason)
    return <Done id="request-gone" icon="info" title={title} text={todo.join(' ')} />
  }
  if (stage.at === 'shown') return <Done id="request-shown" title={said.shown} text={said.shownText} />
  if (stage.at === 'refused')
    return <Done id="request-refused" icon="close" title={said.refused} text={said.refusedText} />
  if (stage.at === 'waiting' || !asked) return <Waiting text={words.waiting} />
  if (stage.at === 'pin')
    return (
      <PinGate<View>
        title={words.holder.scopes[asked.scope].name}
        call={(pin) => api.approve(requestId!, pin)}
        onDone={(view) => {
          setView(view)
          setStage({ at: 'shown' })
        }}
        onClose={() => setStage({ at: 'asked' })}
      />
    )
  const foot = (
    <div class="pair">
      <Button id="decline" outline onClick={decline}>
        {said.no}
      </Button>
      <Button id="approve" outline onClick={() => setStage({ at: 'pin' })}>
        {said.yes}
      </Button>
    </div>
  )
  return (
    <Screen step="issued" foot={foot}>
      <Title text={said.title} />
      <Rows
        rows={[
          { icon: 'badge', title: `${asked.by.agency} · ${asked.by.name}`, text: said.registered },
          {
            icon: 'eye',
            title: `${said.what} ${words.holder.scopes[asked.scope].name}`,
            text: words.holder.scopes[asked.scope].text,
          },
          { icon: 'info', title: said.why, text: asked.why },
        ]}
      />
      <Note icon="warning" tone="warn">
        <Phrases text={said.care} />
      </Note>
    </Screen>
  )
}
