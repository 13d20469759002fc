// `npm run build`: the pages, if their sources changed.
import { buildPages } from './pages.ts'

console.log(buildPages() ? 'Pages built.' : 'Pages are current.')
