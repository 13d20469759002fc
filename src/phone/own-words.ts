// Words of the screens that few visits open. Both languages load with those screens, not with the app.

import type { Language } from '../core/languages.ts'
import { ownScreens as en } from '../core/words/en/own-screens.ts'
import type { Words } from '../core/words/index.ts'
import { ownScreens as th } from '../core/words/th/own-screens.ts'

export const ownScreenWords: Readonly<Record<Language, Words<typeof th>>> = { th, en }
