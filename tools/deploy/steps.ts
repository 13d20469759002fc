// The steps of a deployment in their order: steps that can be undone come first, steps that users notice come last.
import type { DeployStep } from './deployment.ts'
import { channel } from './steps/channel.ts'
import { bucket, worker } from './steps/cloudflare.ts'
import { database } from './steps/database.ts'
import { keys } from './steps/keys.ts'
import { menus } from './steps/menus.ts'
import { miniApp, miniAppOpens } from './steps/mini-app.ts'
import { webhook } from './steps/webhook.ts'

export const steps: readonly DeployStep[] = [
  channel,
  keys,
  miniApp,
  bucket,
  database,
  worker,
  miniAppOpens,
  webhook,
  menus,
]
