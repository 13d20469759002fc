// What is known about one setting: the shape of a row of the settings tables.
import type * as v from 'valibot'

/** The sections of docs/settings.md, in their order there and in the questions of `npm run deploy`. */
export const groups = {
  address: 'Address',
  line: 'LINE',
  database: 'Database',
  keys: 'Keys',
  issuer: 'Issuer',
  retention: 'How long data is kept',
  limits: 'Waiting times and rate limits',
  officials: 'Officials',
  face: 'Face comparison',
  simulator: 'Simulated LINE',
  deploy: 'npm run deploy',
  machine: 'Self-hosting and backups',
  development: 'Development',
} as const
export type Group = keyof typeof groups

export type Setting = {
  group: Group
  /** Checks the text of the setting and turns it into the value that the code uses. */
  form: v.GenericSchema<string, unknown>
  /** The form in words; completes the sentence "NAME should be …". */
  format: string
  /** The sentence about a wrong value, where it says more than `format`; never contains the value. */
  explain?: (name: string, text: string) => string | undefined
  /** The text that is used when the setting is left out. */
  default?: string
  /**
   * `var`: uploaded as a variable, readable in Cloudflare's dashboard. `secret`: uploaded as a secret, never readable
   * again. `local`: read by commands on the operator's machine, never uploaded.
   */
  where: 'var' | 'secret' | 'local'
  /** A local setting that must not be shown while it is typed. */
  hidden?: true
  /** Read from the environment alone, never from `.env.deploy` or the file that `--env` names. */
  environmentOnly?: true
  /** `generated`: required, and made by the first deployment when it is missing. */
  presence: 'required' | 'generated' | 'optional'
  /** A text of the right form. */
  example?: string
  /** What it is for: one sentence. */
  purpose: string
  /** Where the operator finds the value; completes the sentence "NAME is missing: …". */
  source?: string
  /** Commands that read it, besides the service. */
  readBy?: readonly string[]
}

export const isSecret = ({ where, hidden }: Setting): boolean => where === 'secret' || hidden === true

/** Names and values as a runtime hands them over; on Cloudflare with bindings among them. */
export type Environment = Readonly<Record<string, unknown>>
