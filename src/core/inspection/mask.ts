// What an unregistered viewer of a shared card sees of a name: enough for a viewer who knows the name, too little for anybody else.
import type { CardData } from '../card/card.ts'
import type { Scope } from '../card/token.ts'

/** A Thai syllable may begin with a vowel, which is no initial without its consonant. */
const initial = /^[เแโใไ]?./u

const masked = <T extends string | undefined>(name: T): T => (name && `${name.match(initial)?.[0] ?? ''}…`) as T

/** The card with its names cut to their initials, and without the titles, which tell sex and marriage. */
export const maskNames = (data: CardData): CardData => ({
  ...data,
  titleThai: '',
  titleEnglish: undefined,
  firstNameThai: masked(data.firstNameThai),
  middleNameThai: masked(data.middleNameThai),
  lastNameThai: masked(data.lastNameThai),
  firstNameEnglish: masked(data.firstNameEnglish),
  middleNameEnglish: masked(data.middleNameEnglish),
  lastNameEnglish: masked(data.lastNameEnglish),
})

/** Number, birth date and address have no masked form that an official could use: they are left out. */
export const maskedScope = (scope: Scope): Scope => (scope === 'full' ? 'name' : scope)
