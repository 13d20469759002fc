// The scrolling part of the chat: messages, loading dots, quick replies. It keeps the newest line visible.
import type { messagingApi } from '@line/bot-sdk'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Person, SimSnapshot } from '../../wire.ts'
import type { Taps } from '../flex/tap.tsx'
import { Icon } from '../icon.tsx'
import { Logo } from '../logo.tsx'
import { act } from '../platform.ts'
import { quickRepliesOf } from '../state.ts'
import type { Words } from '../words.ts'
import { Message } from './message.tsx'

const Dots = ({ until, say }: { until: number; say: Words }) => {
  const [over, setOver] = useState(false)
  useEffect(() => {
    setOver(false)
    const timer = setTimeout(() => setOver(true), Math.max(0, until - Date.now()))
    return () => clearTimeout(timer)
  }, [until])
  return over ? null : (
    <li class="line bot" data-testid="loading">
      <Logo size={32} />
      <div class="bubble dots" role="status" aria-label={say.typing}>
        <i />
        <i />
        <i />
      </div>
    </li>
  )
}

const QuickReplies = ({ items, onTap }: { items: readonly messagingApi.QuickReplyItem[]; onTap: Taps }) => (
  <div class="quick-replies">
    {items.map(({ action, imageUrl }, i) =>
      action ? (
        <button type="button" key={i} data-testid="quick-reply" onClick={() => onTap(action)}>
          {imageUrl && <img src={imageUrl} alt="" />}
          {action.type === 'camera' && <Icon name="camera" />}
          {action.type === 'cameraRoll' && <Icon name="image" />}
          {action.type === 'location' && <Icon name="pin" />}
          {action.label}
        </button>
      ) : null,
    )}
  </div>
)

type Props = { state: SimSnapshot; person: Person; say: Words; onTap: Taps }

export const Chat = ({ state, person, say, onTap }: Props) => {
  const list = useRef<HTMLOListElement>(null)
  const chat = state.chats[person.id] ?? []
  const quick = quickRepliesOf(chat)
  const until = state.loading[person.id]
  const nameOf = (id: string) => state.people.find((other) => other.id === id)?.name ?? id
  const settle = () => list.current?.scrollTo({ top: list.current.scrollHeight })
  // Scrolls when any of these adds a line.
  useEffect(settle, [person.id, chat.length, until, quick.length])
  useEffect(() => {
    if (!list.current) return
    const watcher = new ResizeObserver(settle)
    watcher.observe(list.current)
    return () => watcher.disconnect()
  }, [])
  return (
    <div class="chat">
      {/* A picture that loads later moves the end of the chat: scroll again. `load` does not bubble, hence the capture. */}
      <ol class="lines" ref={list} aria-live="polite" aria-label={say.chat} onLoadCapture={settle}>
        {chat.length === 0 && <li class="note">{say.emptyChat}</li>}
        {!person.follows && (
          <li class="note">
            <button type="button" class="strong" data-testid="follow" onClick={() => void act(person.id, 'follow', {})}>
              {say.follow}
            </button>
          </li>
        )}
        {chat.map((entry) => (
          <Message
            key={entry.id}
            entry={entry}
            say={say}
            onTap={onTap}
            onUnsend={(messageId) => void act(person.id, 'unsend', { messageId })}
            nameOf={nameOf}
          />
        ))}
        {until !== undefined && <Dots until={until} say={say} />}
      </ol>
      {quick.length > 0 && <QuickReplies items={quick} onTap={onTap} />}
    </div>
  )
}
