// Starts the simulator's page and exposes the printer on `window` for tests and demos that drive a browser.
import '@fontsource/ibm-plex-sans-thai-looped/400.css'
import '@fontsource/ibm-plex-sans-thai-looped/600.css'
import '@fontsource/noto-sans-thai/400.css'
import '@fontsource/noto-sans-thai/700.css'
import './styles/colours.css'
import './styles/base.css'
import './styles/desk.css'
import './styles/inspector.css'
import './styles/panels.css'
import './styles/phone.css'
import './styles/sheets.css'
import './styles/flex.css'
import { render } from 'preact'
import { App } from './app.tsx'
import { openPrinter } from './printer.ts'

openPrinter()
const root = document.getElementById('app')
if (root) render(<App />, root)
