// Entry point of the mini-app.
import { render } from 'preact'
import { Boot } from './boot.tsx'
import './styles/index.ts'

const root = document.getElementById('app')!
// The text for a phone that cannot run or load this script.
root.replaceChildren()
render(<Boot />, root)
