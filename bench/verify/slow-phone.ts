// Simulates a slow phone: Chromium over its debugging pipe. A test library would inject scripts into each page, and parsing them on a CPU
// slowed down fourfold would add half a second to our figures.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { chromiumArgs, findChromium } from '../../tools/chromium.mjs'

type Message = {
  id?: number
  method?: string
  params?: Record<string, unknown>
  result?: unknown
  error?: { message: string }
}

/** Injected into the page: logs the time at which the verdict was painted, in the frame after it was set. */
const watch = `new MutationObserver((_, observer) => {
  const verdict = document.documentElement?.dataset.verdict
  if (!verdict) return
  observer.disconnect()
  requestAnimationFrame(() => setTimeout(() => console.log('drawn', performance.now(), verdict)))
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-verdict'] })`

/** Speaks the debugging protocol: each message is JSON followed by a zero byte. */
const pipeTo = (to: Writable, from: Readable) => {
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>()
  const listeners = new Set<(message: Message) => void>()
  let [text, last] = ['', 0]
  from.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (text + chunk).split('\0')
    text = messages.pop() ?? ''
    for (const message of messages.map((each) => JSON.parse(each) as Message)) {
      const asked = waiting.get(message.id ?? 0)
      if (!asked) for (const listen of listeners) listen(message)
      else if (message.error) asked.reject(new Error(message.error.message))
      else asked.resolve(message.result as never)
      waiting.delete(message.id ?? 0)
    }
  })
  const send = <T>(method: string, params: object = {}, sessionId?: string) =>
    new Promise<T>((resolve, reject) => {
      waiting.set(++last, { resolve, reject })
      to.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`)
    })
  return { send, listeners }
}

export type SlowPhone = {
  /**
   * ms from the start of the navigation to the verdict drawn, by the page's own clock, and the verdict. `busy`: ms of them in
   * which the page's main thread was at work, which other work on this machine does not lengthen.
   */
  verdictOf: (url: string) => Promise<{ ms: number; busy: number; verdict: string }>
  goTo: (url: string) => Promise<void>
  /** The value of the expression in the page; promises are awaited. */
  evaluate: <T>(expression: string) => Promise<T>
  offline: () => Promise<void>
  close: () => Promise<void>
}

/** Starts one browser. Each phone has a new, empty profile of its own. `rate`: how many times slower than this machine. */
export const slowPhones = async (
  rate: number,
): Promise<{ phone: () => Promise<SlowPhone>; close: () => Promise<void> }> => {
  const profile = await mkdtemp(join(tmpdir(), 'slow-phone-'))
  const args = [
    ...chromiumArgs,
    '--headless=new',
    '--remote-debugging-pipe',
    '--no-startup-window',
    `--user-data-dir=${profile}`,
  ]
  const browser = spawn(findChromium() ?? 'chromium', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
  const ended = new Promise((done) => browser.once('exit', done))
  const wire = pipeTo(browser.stdio[3] as Writable, browser.stdio[4] as Readable)
  return {
    phone: () => phoneOver(wire, rate),
    close: async () => {
      await wire.send('Browser.close')
      await ended
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

const phoneOver = async ({ send, listeners }: ReturnType<typeof pipeTo>, rate: number): Promise<SlowPhone> => {
  const { browserContextId } = await send<{ browserContextId: string }>('Target.createBrowserContext')
  const { targetId } = await send<{ targetId: string }>('Target.createTarget', { url: 'about:blank', browserContextId })
  const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })
  const page = <T>(method: string, params: object = {}) => send<T>(method, params, sessionId)
  const size = { width: 360, height: 780, deviceScaleFactor: 2, mobile: true }
  for (const domain of ['Page', 'Runtime', 'Network']) await page(`${domain}.enable`)
  await page('Performance.enable', { timeDomain: 'threadTicks' })
  await page('Emulation.setDeviceMetricsOverride', size)
  await page('Emulation.setLocaleOverride', { locale: 'th-TH' })
  await page('Emulation.setCPUThrottlingRate', { rate })
  await page('Page.addScriptToEvaluateOnNewDocument', { source: watch })

  const once = <T>(pick: (message: Message) => T | undefined) =>
    new Promise<T>((resolve) => {
      const listen = (message: Message) => {
        const picked = pick(message)
        if (picked === undefined) return
        listeners.delete(listen)
        resolve(picked)
      }
      listeners.add(listen)
    })
  return {
    goTo: async (url) => {
      const loaded = once(({ method }) => (method === 'Page.loadEventFired' ? true : undefined))
      await page('Page.navigate', { url })
      await loaded
    },
    verdictOf: async (url) => {
      const drawn = once(({ method, params }) => {
        const [word, ms, verdict] =
          method === 'Runtime.consoleAPICalled' ? (params as { args: { value: unknown }[] }).args : []
        return word?.value === 'drawn' ? { ms: Number(ms?.value), verdict: String(verdict?.value) } : undefined
      })
      const gone = await page<{ errorText?: string }>('Page.navigate', { url })
      if (gone.errorText) throw new Error(gone.errorText)
      const seen = await drawn
      const { metrics } = await page<{ metrics: { name: string; value: number }[] }>('Performance.getMetrics')
      return { ...seen, busy: 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) }
    },
    evaluate: async <T>(expression: string) => {
      const answer = await page<{ result: { value: T } }>('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
      })
      return answer.result.value
    },
    offline: async () => {
      await page('Network.emulateNetworkConditions', {
        offline: true,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: -1,
      })
    },
    close: () => send('Target.disposeBrowserContext', { browserContextId }),
  }
}
