// The clock of service, simulator and pages, and the buttons that move it.
import { useEffect, useState } from 'preact/hooks'
import { type Language, languageTable } from '../../../core/languages.ts'
import type { SimClock } from '../../wire.ts'
import { Icon } from '../icon.tsx'
import { moveClock } from '../platform.ts'
import type { Words } from '../words.ts'

const hour = 3_600_000
/** ms that each button moves the clock ahead. */
const moves = { hour, day: 24 * hour, month: 30 * 24 * hour }

const shown = (ms: number, language: Language) =>
  new Intl.DateTimeFormat(languageTable[language].locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Bangkok',
  }).format(ms)

export const Clock = ({ clock, language, say }: { clock: SimClock; language: Language; say: Words }) => {
  const [machine, setMachine] = useState(() => Date.now())
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    const timer = setInterval(() => setMachine(Date.now()), 5_000)
    return () => clearInterval(timer)
  }, [])
  const move = async (ahead: number) => {
    setBusy(true)
    await moveClock(ahead)
    setBusy(false)
  }
  const { ahead } = clock
  return (
    <section class="clock" aria-label={say.clock} data-ahead={ahead}>
      <Icon name="clock" />
      <p data-testid="clock">
        <b>{shown(machine + ahead, language)}</b>
        {ahead > 0 && <small>{say.clockAhead(Math.floor(ahead / moves.day), (ahead % moves.day) / hour)}</small>}
      </p>
      {clock.moves && (
        <div class="row">
          {say.clockMoves.map(([by, label]) => (
            <button
              type="button"
              key={by}
              class="soft"
              disabled={busy}
              data-testid={`clock-${by}`}
              onClick={() => void move(ahead + moves[by as keyof typeof moves])}
            >
              {label}
            </button>
          ))}
          <button
            type="button"
            class="soft"
            disabled={busy || ahead === 0}
            data-testid="clock-back"
            onClick={() => void move(0)}
          >
            {say.clockBack}
          </button>
        </div>
      )}
    </section>
  )
}
