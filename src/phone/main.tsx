// Entry point of the mini-app.
import { render } from 'preact'
import { Boot } from './boot.tsx'
import './styles/index.ts'

render(<Boot />, document.getElementById('app')!)
