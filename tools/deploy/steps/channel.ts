// The Messaging API channel: checks that the token is valid, belongs to a Messaging API channel, and matches the secret.
import { type DeployStep, type StepFault, wrong } from '../deployment.ts'

const where = 'LINE Developers console › Messaging API channel'
const newToken = `issue a long-lived one under ${where} › Messaging API`
/** s; a token that expires sooner is a short-lived one, and the service could not send messages after that. */
const month = 30 * 86_400

export const channel: DeployStep = {
  name: 'channel',
  does: 'the Messaging API channel: token and secret are tried',
  needs: ['LINE_CHANNEL_ACCESS_TOKEN', 'LINE_CHANNEL_SECRET'],
  check: async ({ line, values }) => {
    const owner = await line.tokenOwner()
    if (!owner.ok && owner.status === 0)
      return [wrong(`LINE cannot be reached (${owner.said}): see to the network, and run again`)]
    if (owner.ok && owner.value.channelId === values.LINE_LOGIN_CHANNEL_ID)
      return [wrong(`LINE_CHANNEL_ACCESS_TOKEN is a token of the LINE Login channel, which cannot chat: ${newToken}`)]
    const bot = await line.bot()
    if (!bot.ok && bot.status === 401) return [wrong(`LINE_CHANNEL_ACCESS_TOKEN is refused by LINE: ${newToken}`)]
    if (!bot.ok && bot.status >= 500)
      return [wrong(`LINE is out of order at the moment (${bot.status}): run again in a while`)]
    if (!bot.ok) return [wrong(`LINE_CHANNEL_ACCESS_TOKEN belongs to a channel without the Messaging API: ${newToken}`)]
    const faults: StepFault[] = []
    if (owner.ok && owner.value.expiresIn > 0 && owner.value.expiresIn < month)
      faults.push(
        wrong(`LINE_CHANNEL_ACCESS_TOKEN ends within ${Math.ceil(owner.value.expiresIn / 86_400)} days: ${newToken}`),
      )
    const pair = owner.ok ? await line.login(owner.value.channelId, values.LINE_CHANNEL_SECRET ?? '') : undefined
    if (owner.ok && pair && !pair.ok)
      faults.push(
        wrong(
          `LINE_CHANNEL_SECRET is not the secret of channel ${owner.value.channelId}, whose token you gave: copy it from ${where} › Basic settings`,
        ),
      )
    return faults
  },
  plan: async ({ line }) => {
    const bot = await line.bot()
    const who = bot.ok ? `${bot.value.displayName} ${bot.value.basicId}` : 'the channel'
    return {
      same: `${who}; LINE tells nobody whether the Login channel is in the same provider: look once in its console`,
    }
  },
  apply: async () => ({ ok: true, value: 'nothing to do' }),
}
