// Checks the answer to a malformed request: no 5xx, and a refusal has a reason and a request id but no internal text.

const inside = /\bat .*:\d+|node_modules|\.ts\b|SQL|valibot|Error\b|undefined/
/** Addresses that a browser opens itself: their refusals are HTML pages. */
const pages = /^(GET|HEAD|POST) \/copy\//
const word = /^[a-z_0-9]+$/

/** Throws if `answer` breaks these rules. `about`: the request, for the error's message. */
export const mustBeCalm = async (answer: Response, about: string): Promise<void> => {
  if (answer.status >= 500) throw new Error(`${answer.status} for ${about}`)
  if (answer.status < 400) return void (await answer.body?.cancel())
  const body = await answer.text()
  const type = answer.headers.get('content-type') ?? ''
  if (type.startsWith('text/html') && pages.test(about)) {
    if (inside.test(body)) throw new Error(`${answer.status} ${body} for ${about}`)
    return
  }
  const { reason, requestId } = JSON.parse(body) as Record<string, unknown>
  const typed = type.startsWith('application/problem+json')
  const said = typeof reason === 'string' && word.test(reason) && typeof requestId === 'string'
  // The request id is random and may contain any word.
  const ours = body.replace(String(requestId), '')
  if (!typed || !said || inside.test(ours)) throw new Error(`${answer.status} ${body} for ${about}`)
}
