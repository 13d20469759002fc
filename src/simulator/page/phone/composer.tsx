// The composer of the chat: text, camera, album, sticker, voice, location.
import { useRef, useState } from 'preact/hooks'
import type { Person } from '../../wire.ts'
import { Icon } from '../icon.tsx'
import { act, sendMedia } from '../platform.ts'
import type { Words } from '../words.ts'

type Props = {
  person: Person
  say: Words
  onCamera: (roll: boolean) => void
  /** Scans the official's phone with LINE's scanner. */
  onScan: () => void
}

const silence = () => new File([new Uint8Array(512)], 'voice.m4a', { type: 'audio/x-m4a' })

export const Composer = ({ person, say, onCamera, onScan }: Props) => {
  const [text, setText] = useState('')
  const [more, setMore] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const submit = (event: Event) => {
    event.preventDefault()
    if (!text.trim()) return
    void act(person.id, 'text', { text })
    setText('')
  }
  const others: [label: string, does: () => void][] = [
    [say.scanOfficial, onScan],
    [say.sticker, () => void act(person.id, 'sticker', {})],
    [say.sound, () => void sendMedia(person.id, 'audio', [silence()], 3000)],
    [say.location, () => void act(person.id, 'location', {})],
    [say.unknownMessage, () => void act(person.id, 'unknownMessage', {})],
    [say.file, () => file.current?.click()],
    [say.block, () => void act(person.id, 'unfollow', {})],
  ]
  return (
    <form class="composer" onSubmit={submit}>
      {more && (
        <div class="more">
          {others.map(([label, does]) => (
            <button
              type="button"
              key={label}
              onClick={() => {
                setMore(false)
                does()
              }}
            >
              {label}
            </button>
          ))}
        </div>
      )}
      <button type="button" class="plain" aria-label={say.more} aria-expanded={more} onClick={() => setMore(!more)}>
        <Icon name="plus" />
      </button>
      <button type="button" class="plain" aria-label={say.camera} onClick={() => onCamera(false)}>
        <Icon name="camera" />
      </button>
      <button type="button" class="plain" aria-label={say.album} onClick={() => onCamera(true)}>
        <Icon name="image" />
      </button>
      <input
        data-testid="composer"
        value={text}
        placeholder={say.typeAs(person.name)}
        aria-label={say.typeAs(person.name)}
        autocomplete="off"
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <button type="submit" class="plain" data-testid="send" aria-label={say.send} disabled={!text.trim()}>
        <Icon name="send" />
      </button>
      <input
        ref={file}
        type="file"
        hidden
        onChange={(event) => void sendMedia(person.id, 'file', [...(event.currentTarget.files ?? [])])}
      />
    </form>
  )
}
