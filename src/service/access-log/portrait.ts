// Hands the colour portrait to whoever checks a shown card, once, and logs that fetch as the look that it is.
import { gradeOf } from '../../core/card/grade.ts'
import { bangkokDay, hasEnded } from '../../core/card/thai-date.ts'
import type { Deps } from '../deps.ts'
import type { Bytes } from '../platform/codec.ts'
import type { AccessEntry } from '../ports/presentation.ts'

type Shown = NonNullable<Awaited<ReturnType<Deps['store']['shownTokens']['byPortraitKey']>>>

/** Whether a pass of this scope and end (a token has whole seconds) was not taken back: its card alone does not tell that. */
const isOpenPass = async ({ store }: Deps, { person, scope, expiresAt }: Shown, now: number): Promise<boolean> =>
  (await store.passes.open(person, now)).some(
    (pass) => pass.scope === scope && Math.floor(pass.expiresAt / 1000) * 1000 === expiresAt,
  )

/**
 * The portrait of the card whose token gave this key: a JPEG. Undefined for a key that is unknown or was used, after the
 * token's end, for a card that is not usable now and for a pass that was taken back; the caller cannot tell which.
 * `by`: the official who is signed in.
 */
export const takePortrait = async (deps: Deps, key: string, by: AccessEntry['by']): Promise<Bytes | undefined> => {
  const { store, vault, clock, config } = deps
  const shown = await store.shownTokens.byPortraitKey(key)
  const at = clock()
  if (!shown || at >= shown.expiresAt) return undefined
  const card = await store.cards.of(shown.person)
  if (card?.id !== shown.card || card.status !== 'valid' || hasEnded(card.data, bangkokDay(at))) return undefined
  if (shown.via === 'pass' && !(await isOpenPass(deps, shown, at))) return undefined
  // Read before the key is spent: a fault of the vault must not cost the checker the picture.
  const portrait = await vault.get(card.person, card.portrait)
  if (!portrait) return undefined
  const { via, scope } = shown
  // A link and a request logged the access when they were opened.
  const logged = via === 'link' || via === 'request'
  const grade = gradeOf(card.assurance, config.issuer.id)
  const entry: AccessEntry = { at, via, scope, result: 'seen', grade, ...(by && { by }) }
  if (!(await store.shownTokens.takePortrait(key, logged ? undefined : entry))) return undefined
  if (!logged) deps.log('looked', { via, result: entry.result, grade })
  return portrait
}
