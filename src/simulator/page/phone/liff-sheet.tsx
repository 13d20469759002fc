// The mini-app: an iframe that opens over the phone as in LIFF, and the messages between it and this page.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { LiffToPage, PageToLiff, Person, SimSnapshot } from '../../wire.ts'
import { keepFrame } from '../frames.ts'
import { Icon } from '../icon.tsx'
import type { CameraPictures } from '../specimens.ts'
import { liffUrl } from '../state.ts'
import type { Words } from '../words.ts'
import { SharePicker } from './share-picker.tsx'

type Share = Extract<LiffToPage, { type: 'share' }>
type Props = {
  url: string
  state: SimSnapshot
  person: Person
  say: Words
  pictures: () => Promise<CameraPictures>
  /** Changes when the pictures change; the page then sends them to the mini-app. */
  picturesKey: string
  onClose: () => void
  onOpen: (url: string) => void
}

/** Adds the person to the mini-app's address. The LIFF script asks the platform for that person. */
const addressed = (url: string, person: string): string => {
  const target = new URL(url)
  target.searchParams.set('simPerson', person)
  return target.href
}

export const LiffSheet = ({ url, state, person, say, pictures, picturesKey, onClose, onOpen }: Props) => {
  const frame = useRef<HTMLIFrameElement>(null)
  const [share, setShare] = useState<Share | null>(null)
  const [loaded, setLoaded] = useState(0)
  const { origin } = new URL(url)
  const tell = (message: PageToLiff) => frame.current?.contentWindow?.postMessage(message, origin)
  const { camera: choice, liffOffline: offline } = state.switches

  // `picturesKey` changes when the result of `pictures` would.
  useEffect(() => {
    if (loaded === 0) return
    let stale = false
    void pictures().then((made) => {
      if (!stale) tell({ sim: 'page', type: 'camera', choice, ...made })
    })
    return () => {
      stale = true
    }
  }, [loaded, choice, picturesKey])
  // `tell` reads refs only.
  useEffect(() => {
    if (loaded > 0) tell({ sim: 'page', type: 'offline', offline })
  }, [loaded, offline])

  useEffect(() => {
    if (loaded > 0) tell({ sim: 'page', type: 'clock', ahead: state.clock.ahead })
  }, [loaded, state.clock.ahead])
  useEffect(() => {
    keepFrame('citizen', frame.current)
    return () => keepFrame('citizen', null)
  }, [url])

  useEffect(() => {
    const listen = ({ data, source, origin: from }: MessageEvent<LiffToPage>) => {
      if (from !== origin || source !== frame.current?.contentWindow || data?.sim !== 'liff') return
      if (data.type === 'ready' || data.type === 'cameraWanted') setLoaded((count) => count + 1)
      if (data.type === 'close') onClose()
      if (data.type === 'share') setShare(data)
      if (data.type === 'open') {
        const inside = liffUrl(data.url, state.liff)
        if (inside && !data.external) onOpen(inside)
        else window.open(data.url, '_blank', 'noopener')
      }
    }
    window.addEventListener('message', listen)
    return () => window.removeEventListener('message', listen)
  }, [origin, onClose, onOpen, state.liff])

  return (
    <section class="mini-app" aria-label={say.miniApp}>
      <header>
        <span class="address">{new URL(url).host}</span>
        <button type="button" class="plain" data-testid="liff-close" aria-label={say.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <iframe
        ref={frame}
        key={url}
        data-testid="liff-frame"
        title={say.miniApp}
        src={addressed(url, person.id)}
        allow="camera; microphone; autoplay; clipboard-write; screen-wake-lock"
      />
      {share && (
        <SharePicker
          share={share}
          from={person}
          people={state.people}
          say={say}
          onDone={(outcome) => {
            tell({ sim: 'page', type: 'shared', id: share.id, outcome })
            setShare(null)
          }}
        />
      )}
    </section>
  )
}
