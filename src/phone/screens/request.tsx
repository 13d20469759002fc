// An official's request to see the card: names the official, the scope and the purpose.
// Refusing is as easy as approving.
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
  const text = words.holder.request
  const [request, setRequest] = useState<PresentationRequest>()
  const [stage, setStage] = useState<Stage>({ at: 'waiting' })
  useEffect(() => {
    const load = async () => {
      const answer = requestId ? await api.request(requestId) : ({ ok: false, reason: 'request_ended' } as const)
      if (answer.ok) setRequest(answer.value)
      setStage(answer.ok ? { at: 'asked' } : { at: 'gone', reason: answer.reason })
    }
    load()
  }, [api, requestId])

  const decline = async () => {
    const answer = await api.decline(requestId!)
    setStage(answer.ok ? { at: 'refused' } : { at: 'gone', reason: answer.reason })
  }
  if (stage.at === 'gone') {
    const { title, todo } = advice(words, stage.reason)
    return <Done id="request-gone" icon="info" title={title} text={todo.join(' ')} />
  }
  if (stage.at === 'shown') return <Done id="request-shown" title={text.shown} text={text.shownText} />
  if (stage.at === 'refused')
    return <Done id="request-refused" icon="close" title={text.refused} text={text.refusedText} />
  if (stage.at === 'waiting' || !request) return <Waiting text={words.waiting} />
  if (stage.at === 'pin')
    return (
      <PinGate<View>
        title={words.holder.scopes[request.scope].name}
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
        {text.no}
      </Button>
      <Button id="approve" outline onClick={() => setStage({ at: 'pin' })}>
        {text.yes}
      </Button>
    </div>
  )
  return (
    <Screen step="issued" foot={foot}>
      <Title text={text.title} />
      <Rows
        rows={[
          { icon: 'badge', title: `${request.by.agency} · ${request.by.name}`, text: text.registered },
          {
            icon: 'eye',
            title: `${text.what} ${words.holder.scopes[request.scope].name}`,
            text: words.holder.scopes[request.scope].text,
          },
          { icon: 'info', title: text.why, text: request.why },
        ]}
      />
      <Note icon="warning" tone="warn">
        <Phrases text={text.care} />
      </Note>
    </Screen>
  )
}
