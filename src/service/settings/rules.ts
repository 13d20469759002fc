// What settings must be together. The form of each alone stands in the table.
import { recipeOfCalibration } from '../../core/face/calibration.ts'
import { defaultFaceModel, modelOfRecipe } from '../../core/face/recipes.ts'
import type { Environment } from './setting.ts'
import type { SettingName } from './table.ts'

/** Whether the service is reached on this machine only. A missing or wrong address is a fault of its own. */
const local = (origin: unknown): boolean => !/^https:/.test(String(origin))

type Rule = {
  /** True when the rule is kept; `given` has no empty texts. */
  holds: (given: Environment & { readonly [N in SettingName]?: unknown }) => boolean
  /** A sentence that says what to do, without any value. */
  fault: string
}

export const rules: readonly Rule[] = [
  {
    holds: ({ OFFICIALS_OIDC_ISSUER: issuer, OFFICIALS_OIDC_CLIENT_ID: id, OFFICIALS_OIDC_CLIENT_SECRET: secret }) =>
      !issuer || Boolean(id && secret),
    fault: 'OFFICIALS_OIDC_CLIENT_ID and OFFICIALS_OIDC_CLIENT_SECRET belong to OFFICIALS_OIDC_ISSUER',
  },
  {
    holds: ({ FACE_CALIBRATION: text, FACE_MODEL: model = defaultFaceModel }) => {
      const learnt = text ? modelOfRecipe(recipeOfCalibration(String(text)) ?? '') : undefined
      return learnt === undefined || learnt === model
    },
    fault: 'FACE_CALIBRATION was learnt by another model than FACE_MODEL names: calibrate again, or leave it out',
  },
  {
    // It confirms every card, so a service that the public reaches would print a word that nobody gave.
    holds: ({ REGISTRY: register, PUBLIC_ORIGIN: origin }) => register !== 'sandbox' || local(origin),
    fault: 'REGISTRY should be none: sandbox is a trial register, for one’s own machine only',
  },
]

/** What Cloudflare Workers need besides. */
export const edgeRules: readonly Rule[] = [
  {
    holds: ({ DATABASE_URL: url }) => !/^(file:|:memory:)/.test(String(url)),
    fault: 'DATABASE_URL should be https://…: the edge has no files',
  },
  {
    holds: ({ VAULT: bucket }) => Boolean(bucket),
    fault: 'VAULT is not bound: create the R2 bucket that wrangler.toml names',
  },
]
