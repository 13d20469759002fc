// Shows one call in detail: request and answer as JSON, faults with their path, sizes beside LINE's limits.
import type { Call } from '../../wire.ts'
import type { Words } from '../words.ts'

const tokens = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g

/** JSON with coloured keys and values. */
const Json = ({ value }: { value: unknown }) => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '')
  const parts = []
  let at = 0
  for (const match of text.matchAll(tokens)) {
    parts.push(text.slice(at, match.index))
    const kind = match[2] ? 'key' : match[1] ? 'text' : 'number'
    parts.push(
      <span key={match.index} class={kind}>
        {match[0]}
      </span>,
    )
    at = match.index + match[0].length
  }
  return (
    <pre>
      {parts}
      {text.slice(at)}
    </pre>
  )
}

const number = (value: number) => value.toLocaleString('en-US')

export const Detail = ({ call, say }: { call: Call | null; say: Words }) => (
  <div class="detail" data-testid="detail">
    {!call && <p class="hint">{say.pickRow}</p>}
    {call && (
      <>
        <p class="head">
          {call.method ?? ''} {call.path ?? call.name} {call.headers?.['x-line-retry-key'] && 'X-Line-Retry-Key ✓'}
        </p>
        {call.faults.map((fault) => (
          <p class="fault" key={fault.message + fault.property}>
            {fault.property && <b>{fault.property} </b>}
            {fault.message}
          </p>
        ))}
        {call.measures.length > 0 && (
          <table aria-label={say.sizes}>
            <tbody>
              {call.measures.map(({ label, value, limit, unit }) => (
                <tr key={label} class={value > limit ? 'over' : ''}>
                  <th scope="row">{label}</th>
                  <td>
                    {number(value)} / {number(limit)} {unit}
                  </td>
                  <td>{value > limit ? say.over : say.ok}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {call.request !== undefined && <h3>{say.request}</h3>}
        {call.request !== undefined && <Json value={call.request} />}
        {call.response !== undefined && <h3>{say.response}</h3>}
        {call.response !== undefined && <Json value={call.response} />}
      </>
    )}
  </div>
)
