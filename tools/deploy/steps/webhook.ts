// The webhook: LINE tests the address first, and only then it is set.
import { err, ok } from '../../../src/core/result.ts'
import type { Deployment, DeployStep } from '../deployment.ts'
import type { WebhookTest } from '../line.ts'

const urlOf = ({ values }: Deployment) => `${values.PUBLIC_ORIGIN}/webhook`

const whyNot = ({ reason, statusCode, detail }: WebhookTest): string => {
  if (statusCode === 401) return 'the service refuses LINE: LINE_CHANNEL_SECRET is another channel’s'
  if (statusCode > 0) return `the service answers ${statusCode}: \`npx wrangler tail\` says why`
  if (/TIMEOUT/.test(reason)) return 'the service took too long: run again'
  return `LINE cannot connect (${reason}, ${detail}): see that the address is public and its certificate valid`
}

export const webhook: DeployStep = {
  name: 'webhook',
  does: 'LINE sends what people write to PUBLIC_ORIGIN/webhook',
  needs: ['PUBLIC_ORIGIN', 'LINE_CHANNEL_ACCESS_TOKEN'],
  check: async () => [],
  plan: async (deployment) => {
    const now = await deployment.line.webhook()
    if (!now.ok) return { open: `LINE does not say where webhooks go (${now.said || now.status})` }
    const url = urlOf(deployment)
    return now.value.endpoint === url ? { same: url } : { change: `${url}; now ${now.value.endpoint ?? 'nowhere'}` }
  },
  apply: async (deployment) => {
    const url = urlOf(deployment)
    const tested = await deployment.line.testWebhook(url)
    if (!tested.ok) return err(`LINE does not try the webhook (${tested.said || tested.status}): run again in a while`)
    if (!tested.value.success) return err(`${whyNot(tested.value)}. The webhook is left as it was`)
    const set = await deployment.line.setWebhook(url)
    return set.ok
      ? ok(`${url}, tried by LINE`)
      : err(`LINE does not set the webhook (${set.said || set.status}): set ${url} in the console by hand`)
  },
}
