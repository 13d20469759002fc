// One line of the chat: the sender's side and the content in LINE's layout.
import type { messagingApi } from '@line/bot-sdk'
import { bangkokTime } from '../../../core/card/thai-date.ts'
import type { ChatEntry, PersonContent } from '../../wire.ts'
import { Flex } from '../flex/flex.tsx'
import type { Taps } from '../flex/tap.tsx'
import { Logo } from '../logo.tsx'
import type { Words } from '../words.ts'

type Props = {
  entry: ChatEntry
  say: Words
  onTap: Taps
  onUnsend: (id: string) => void
  nameOf: (person: string) => string
}

const Sticker = ({ id }: { id: string }) => (
  <span class="sticker" role="img" aria-label={`sticker ${id}`}>
    <svg viewBox="0 0 64 64" aria-hidden="true">
      <circle cx="32" cy="32" r="28" fill="#FFD27A" />
      <circle cx="23" cy="27" r="3.4" fill="#3A2A10" />
      <circle cx="41" cy="27" r="3.4" fill="#3A2A10" />
      <path d="M19 38q13 13 26 0" fill="none" stroke="#3A2A10" stroke-width="3.4" stroke-linecap="round" />
    </svg>
    {id}
  </span>
)

const Spoken = ({ seconds }: { seconds: number }) => <div class="bubble">▶ {seconds.toFixed(0)} s</div>

const Sent = ({ content, say }: { content: PersonContent; say: Words }) => {
  switch (content.type) {
    case 'text':
      return <div class="bubble">{content.text}</div>
    case 'image':
      return <img class="photo" src={content.contentUrl} alt={say.picture} />
    case 'video':
      return <div class="bubble">{say.film}</div>
    case 'audio':
      return <Spoken seconds={content.duration / 1000} />
    case 'file':
      return <div class="bubble">{content.fileName}</div>
    case 'sticker':
      return <Sticker id={content.stickerId} />
    case 'location':
      return (
        <div class="bubble">
          {say.location}: {content.title ?? content.address ?? `${content.latitude}, ${content.longitude}`}
        </div>
      )
    case 'unknown':
      return <div class="bubble">?</div>
  }
}

const Received = ({ message, say, onTap }: { message: messagingApi.Message; say: Words; onTap: Taps }) => {
  switch (message.type) {
    case 'text':
    case 'textV2':
      return <div class="bubble">{message.text}</div>
    case 'image':
      return <img class="photo" src={message.previewImageUrl} alt={say.picture} />
    case 'flex':
      return (
        <section class="flex-message" aria-label={message.altText}>
          <Flex contents={message.contents} onTap={onTap} />
        </section>
      )
    case 'sticker':
      return <Sticker id={message.stickerId} />
    case 'video':
      return <img class="photo" src={message.previewImageUrl} alt={say.film} />
    case 'audio':
      return <Spoken seconds={(message.duration ?? 0) / 1000} />
    case 'location':
      return <div class="bubble">{message.title}</div>
    default:
      return <div class="bubble">{'altText' in message ? message.altText : message.type}</div>
  }
}

const Unsend = ({ id, say, onUnsend }: { id: string; say: Words; onUnsend: Props['onUnsend'] }) => (
  <details class="message-menu">
    <summary aria-label={say.messageMenu}>⋯</summary>
    <button type="button" class="unsend" onClick={() => onUnsend(id)}>
      {say.unsend}
    </button>
  </details>
)

/** A long press or a right click on the person's own message opens its menu, as in LINE. */
const openMenu = (event: Event) => {
  const menu = (event.currentTarget as HTMLElement).querySelector('details')
  if (!menu) return
  event.preventDefault()
  menu.open = true
  menu.querySelector('button')?.focus()
}

export const Message = ({ entry, say, onTap, onUnsend, nameOf }: Props) => {
  if (entry.from === 'note')
    return <li class="note">{entry.content.note === 'followed' ? say.followed : say.unfollowed}</li>
  if (entry.unsent) return <li class="note">{say.unsent}</li>
  const time = bangkokTime(entry.at).slice(0, 5)
  if (entry.from === 'me')
    return (
      <li class="line me" data-testid="message" data-from="me" data-id={entry.id} onContextMenu={openMenu}>
        {!entry.echo && <Unsend id={entry.id} say={say} onUnsend={onUnsend} />}
        <time>{time}</time>
        <Sent content={entry.content} say={say} />
      </li>
    )
  return (
    <li class="line bot" data-testid="message" data-from={entry.from} data-id={entry.id}>
      <Logo size={32} />
      <div class="said">
        {entry.from === 'friend' && <small>{say.from(nameOf(entry.friend))}</small>}
        <Received message={entry.content} say={say} onTap={onTap} />
      </div>
      {entry.content.type !== 'flex' && <time>{time}</time>}
    </li>
  )
}
