// Words of the mini-app that its first screen does not need, in English: they load after it.
import type { Words } from '../index.ts'
import type { later as thai } from '../th/later.ts'
import { holder } from './holder.ts'
import { reasons } from './reasons.ts'

export const later: Words<typeof thai> = { reasons, holder }
