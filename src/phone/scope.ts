// What was chosen to be shown last: offered again next time, but never the full card.
import type { Scope } from '../core/card/token-claims.ts'

const key = 'phokbat.scope'

/** `name` unless something narrower was chosen. */
export const rememberedScope = (): Scope => {
  try {
    return localStorage.getItem(key) === 'age' ? 'age' : 'name'
  } catch {
    return 'name' // storage refused
  }
}

export const rememberScope = (scope: Scope): void => {
  try {
    localStorage.setItem(key, scope === 'full' ? 'name' : scope)
  } catch {
    // storage refused: asked anew next time
  }
}
