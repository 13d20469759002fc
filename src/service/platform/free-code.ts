// Draws a code for the counter that nobody else has.
import { helpCode } from '../../core/journey/help-code.ts'
import type { Deps } from '../deps.ts'

/** Codes drawn at once, short ones first. Long ones are drawn too, so that a person has a code even if no short one is free. */
const drawn = 8

/** A free code. It is free at this moment: the write that takes it fails if somebody else was faster. */
export const freeHelpCode = async ({ random, store }: Deps): Promise<string> => {
  const codes = [false, true].flatMap((long) => Array.from({ length: drawn }, () => helpCode(random(8), long)))
  const inUse = await store.helpCodes.inUse(codes)
  return codes.find((code) => !inUse.includes(code)) ?? codes[drawn] ?? ''
}
