// Stands in for what the official's phone has and a frame has not: a camera before the citizen's phone, and the moved
// clock. The page, its scanner and its decoder are the service's own, and do not know of it.
import { installClock } from '../liff/clock.ts'
import { isFramed, simulatorOrigin } from '../liff/parent.ts'
import { screenPicture } from '../liff/screen.ts'
import { aheadIn, type OfficialToPage, type PageToOfficial } from '../wire.ts'
import { type PhoneCamera, phoneCamera } from './camera.ts'

type Message = OfficialToPage extends infer M ? (M extends { sim: 'official' } ? Omit<M, 'sim'> : never) : never

/** ms for which the button of the scanner is waited for: its view loads after the page. */
const patience = 20_000

const post = (message: Message, transfer: Transferable[] = []): void =>
  window.parent.postMessage({ sim: 'official', ...message }, simulatorOrigin, transfer)

const pressScan = (until = performance.now() + patience): void => {
  const button = document.querySelector<HTMLButtonElement>('button.scan-here')
  if (button) button.click()
  else if (performance.now() < until) setTimeout(() => pressScan(until), 100)
}

const standIn = (): void => {
  const setClock = installClock()
  setClock(aheadIn(window.name))
  let camera: PhoneCamera | undefined
  const devices = navigator.mediaDevices
  if (devices)
    devices.getUserMedia = async () => {
      camera = phoneCamera(() => post({ type: 'look' }))
      return camera.stream
    }
  window.addEventListener('message', ({ source, origin, data }: MessageEvent<PageToOfficial | undefined>) => {
    if (source !== window.parent || origin !== simulatorOrigin || data?.sim !== 'page') return
    if (data.type === 'seen') camera?.see(data.picture)
    if (data.type === 'clock') setClock(data.ahead)
    if (data.type === 'scan') pressScan()
    if (data.type === 'look')
      void screenPicture().then((picture) => post({ type: 'screen', picture }, picture ? [picture] : []))
  })
  const root = document.documentElement
  new MutationObserver(() => post({ type: 'verdict', verdict: root.dataset.verdict ?? null })).observe(root, {
    attributes: true,
    attributeFilter: ['data-verdict'],
  })
  post({ type: 'ready' })
}

// A tab of its own keeps its own camera and clock.
if (isFramed) standIn()
