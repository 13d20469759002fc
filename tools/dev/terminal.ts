// What the terminal of `npm start` shows of the service's log: one line for each thing that matters, the rest in a file.

type Line = { event: string; [detail: string]: unknown }

/** ms from which an answer counts as slow: LINE and people wait. */
const slowMs = 5_000

/**
 * The line for the terminal; undefined for what does not matter there: requests that were answered in time, of which a
 * phone, a checker and the examiner send hundreds. A refusal matters to its caller and is in the file.
 */
export const terminalLine = ({ at, event, ...details }: Line): string | undefined => {
  if (event === 'request') {
    const { method, route, status, ms } = details
    const failed = Number(status) >= 500 && route !== '/ready'
    if (!failed && Number(ms) < slowMs) return undefined
    return `  ${failed ? '✗' : '…'} ${method} ${route} ${status} ${ms} ms`
  }
  const told = Object.entries(details)
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    .map(([name, value]) => `${name} ${value}`)
  return `  · ${[event.replaceAll('_', ' '), ...told].join(' · ')}`
}

/** Takes the lines that a service prints: `keep` gets all, `show` those that matter. What is no line of the log is shown as it is. */
export const localPrint =
  (keep: (line: string) => void, show: (line: string) => void) =>
  (text: string): void => {
    keep(text)
    try {
      const line = JSON.parse(text) as Line
      const shown = typeof line?.event === 'string' ? terminalLine(line) : text
      if (shown) show(shown)
    } catch {
      show(text)
    }
  }
