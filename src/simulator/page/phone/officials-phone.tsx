// The official's phone: the service's own pages in a frame, with a camera that sees the citizen's phone.
import { useEffect, useRef } from 'preact/hooks'
import { frameName, type SimSnapshot } from '../../wire.ts'
import { keepFrame, passSights, tellOfficial } from '../frames.ts'
import { Icon } from '../icon.tsx'
import type { Words } from '../words.ts'

export type OfficialsPath = '/v' | '/official'
/** `visit` grows when a page is opened anew. */
export type OfficialsPage = { path: OfficialsPath; visit: number }
type Props = { state: SimSnapshot; page: OfficialsPage; say: Words; onOpen: (path: OfficialsPath) => void }

const pages: readonly (readonly [OfficialsPath, keyof Words['officialsPages']])[] = [
  ['/v', 'check'],
  ['/official', 'official'],
]

export const OfficialsPhone = ({ state, page, say, onOpen }: Props) => {
  const frame = useRef<HTMLIFrameElement>(null)
  const { service } = state
  const { ahead } = state.clock
  useEffect(() => passSights(service), [service])
  useEffect(() => {
    keepFrame('official', frame.current)
    return () => keepFrame('official', null)
  }, [page.visit])
  useEffect(() => tellOfficial(service, { sim: 'page', type: 'clock', ahead }), [service, ahead])
  return (
    <section class="phone officials" data-testid="officials-phone" aria-label={say.officialsPhone}>
      <header class="officials-head">
        <h2>{say.officialsPhone}</h2>
        <div class="row">
          {pages.map(([path, name]) => (
            <button
              type="button"
              key={path}
              aria-pressed={page.path === path}
              data-testid={`officials-${name}`}
              onClick={() => onOpen(path)}
            >
              {say.officialsPages[name]}
            </button>
          ))}
          <button type="button" class="plain" aria-label={say.reload} onClick={() => onOpen(page.path)}>
            <Icon name="arrows" />
          </button>
        </div>
      </header>
      <iframe
        ref={frame}
        key={page.visit}
        name={frameName(ahead)}
        data-testid="officials-frame"
        title={say.officialsPhone}
        src={`${service}${page.path}`}
        allow="camera; autoplay; screen-wake-lock"
      />
      <p class="officials-hint">{say.officialsHint}</p>
    </section>
  )
}
