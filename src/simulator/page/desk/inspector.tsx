// The inspector: all calls between platform and service, newest last, and the details of one.
import { useEffect, useRef, useState } from 'preact/hooks'
import { type Call, isFaulty } from '../../wire.ts'
import { callsIn, type Tab } from '../state.ts'
import type { Words } from '../words.ts'
import { Detail } from './detail.tsx'

const tabs: readonly Tab[] = ['all', 'webhook', 'api', 'faults']
const arrows: Record<Call['kind'], string> = { webhook: '↓', api: '↑', liff: '↑', warning: '!' }

const Row = ({ call, chosen, say, onPick }: { call: Call; chosen: boolean; say: Words; onPick: () => void }) => (
  <button
    type="button"
    class={`call ${call.kind}${isFaulty(call) ? ' faulty' : ''}`}
    aria-pressed={chosen}
    data-testid="call"
    onClick={onPick}
  >
    <b class="arrow" aria-hidden="true">
      {arrows[call.kind]}
    </b>
    <b>{call.name}</b>
    <span class="summary">{call.faults[0]?.message ?? call.summary}</span>
    {call.notes.map((note) => (
      <span key={note} class="remark">
        {note}
      </span>
    ))}
    <b class="status">{call.status ?? (call.kind === 'warning' ? '' : say.pending)}</b>
    <span class="ms">{call.ms === undefined ? '' : `${Math.round(call.ms)} ms`}</span>
  </button>
)

export const Inspector = ({ calls, say }: { calls: readonly Call[]; say: Words }) => {
  const [tab, setTab] = useState<Tab>('all')
  const [picked, setPicked] = useState<number | null>(null)
  const rows = useRef<HTMLDivElement>(null)
  const shown = callsIn(calls, tab, isFaulty)
  const call = calls.find(({ id }) => id === picked) ?? null
  // Scrolls to the newest row.
  useEffect(() => rows.current?.scrollTo({ top: rows.current.scrollHeight }), [shown.length, tab])
  return (
    <section class="panel inspector" aria-label={say.inspector}>
      <div class="tabs" role="tablist">
        {tabs.map((name) => (
          <button
            type="button"
            key={name}
            role="tab"
            aria-selected={tab === name}
            class={name}
            onClick={() => setTab(name)}
          >
            {say.tabs[name]} {callsIn(calls, name, isFaulty).length}
          </button>
        ))}
      </div>
      <div class="calls" ref={rows} data-testid="calls">
        {shown.length === 0 && <p class="hint">{say.nothingYet}</p>}
        {shown.map((one) => (
          <Row
            key={one.id}
            call={one}
            chosen={one.id === picked}
            say={say}
            onPick={() => setPicked(one.id === picked ? null : one.id)}
          />
        ))}
      </div>
      <Detail call={call} say={say} />
    </section>
  )
}
