// Builds the page where officials sign in and ask, on its own.
import { pageAlone } from './checker.vite.ts'

export default pageAlone('checker/official')
