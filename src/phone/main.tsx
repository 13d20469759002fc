// The mini-app's entry.
import { render } from 'preact'
import { Boot } from './boot.tsx'
import './styles/index.ts'

render(<Boot />, document.getElementById('app')!)
