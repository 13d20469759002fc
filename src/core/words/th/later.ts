// Words of the mini-app that its first screen does not need, in Thai: they load after it.
import { holder } from './holder.ts'
import { reasons } from './reasons.ts'

export const later = { reasons, holder }
