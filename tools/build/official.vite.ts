// Builds the page for registered officials on its own.
import { pageAlone } from './checker.vite.ts'

export default pageAlone('checker/official')
