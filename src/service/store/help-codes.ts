// Codes for the counter: one space for the cases of registrations and for the visits of holders.
import { and, inArray, isNull } from 'drizzle-orm'
import type { HelpCodes } from '../ports/protection.ts'
import type { StoreContext } from './ground.ts'
import { helpCase } from './schema.ts'
import { faceCase } from './schema-face-review.ts'

export const createHelpCodes = ({ db }: Pick<StoreContext, 'db'>): HelpCodes => ({
  inUse: async (codes) => {
    const [cases, visits] = await db.batch([
      db
        .select({ code: helpCase.code })
        .from(helpCase)
        .where(and(inArray(helpCase.code, codes), isNull(helpCase.closedAt))),
      db.select({ code: faceCase.code }).from(faceCase).where(inArray(faceCase.code, codes)),
    ])
    return [...cases, ...visits].flatMap(({ code }) => code ?? [])
  },
})
