// Remembers the scope that the holder presented last and offers it next time, except the full card.
import type { PassScope, Scope } from '../core/card/token-claims.ts'

const key = 'phokbat.scope'

/** The remembered scope: `age`, or `name` by default. */
export const rememberedScope = (): PassScope => {
  try {
    return localStorage.getItem(key) === 'age' ? 'age' : 'name'
  } catch {
    return 'name' // the browser refuses storage
  }
}

export const rememberScope = (scope: Scope): void => {
  try {
    localStorage.setItem(key, scope === 'full' ? 'name' : scope)
  } catch {
    // The browser refuses storage: the default scope is offered next time.
  }
}
