// Parses the options of a command: `--help` prints them, and a wrong option ends the command with a sentence.
import { type ParseArgsConfig, parseArgs } from 'node:util'

type Options = NonNullable<ParseArgsConfig['options']>
type Values<T extends Options> = ReturnType<typeof parseArgs<{ options: T }>>['values']

/** Ends the command with exit code 1. The last sentence says what to do next. */
export const stop = (...sentences: readonly string[]): never => {
  for (const sentence of sentences) console.error(sentence)
  process.exit(1)
}

/** @param help printed for `--help` and after an unknown option. */
export const optionsOf = <T extends Options>(help: string, options: T): Values<T> => {
  if (process.argv.slice(2).includes('--help')) {
    console.log(help)
    process.exit(0)
  }
  try {
    return parseArgs({ options }).values
  } catch (fault) {
    const [said] = String(fault instanceof Error ? fault.message : fault).split('. ')
    return stop(`${said}.`, help)
  }
}

/** The whole number given for the option `name`; ends the command when it is less than `least`. */
export const wholeNumber = (name: string, written: string, least = 1): number => {
  const value = Number(written)
  return Number.isInteger(value) && value >= least
    ? value
    : stop(`${name} is a whole number from ${least} on, and not "${written}".`)
}
