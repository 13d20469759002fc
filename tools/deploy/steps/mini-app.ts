// The mini-app in LINE (LIFF): added if there is none, because the service needs its id; its endpoint is set once the service runs.
import type { liff } from '@line/bot-sdk'
import { err, ok, type Result } from '../../../src/core/result.ts'
import { type Deployment, type DeployStep, wrong } from '../deployment.ts'

const name = 'Phokbat'
const scope: liff.LiffScope[] = ['openid']
const viewOf = ({ values }: Deployment) => ({ type: 'full' as const, url: `${values.PUBLIC_ORIGIN}/app` })
const login = ({ line, values }: Deployment) =>
  line.login(values.LINE_LOGIN_CHANNEL_ID ?? '', values.LINE_LOGIN_CHANNEL_SECRET ?? '')

const appsOf = async (deployment: Deployment): Promise<Result<{ token: string; apps: liff.LiffApp[] }>> => {
  const id = deployment.values.LINE_LOGIN_CHANNEL_ID
  const token = await login(deployment)
  if (!token.ok && (token.status === 0 || token.status >= 500))
    return err(`LINE cannot be asked for the mini-apps (${token.said || token.status}): run again in a while`)
  if (!token.ok)
    return err(
      `LINE_LOGIN_CHANNEL_SECRET is not the secret of channel ${id}: copy both from the LINE Login channel › Basic settings`,
    )
  const apps = await deployment.line.apps(token.value)
  if (!apps.ok && (apps.status === 0 || apps.status >= 500))
    return err(`LINE cannot be asked for the mini-apps (${apps.said || apps.status}): run again in a while`)
  if (!apps.ok)
    return err(
      `LINE_LOGIN_CHANNEL_ID ${id} is no LINE Login channel: make one in the provider of the Messaging API channel`,
    )
  return ok({ token: token.value, apps: apps.value })
}

const needs = ['PUBLIC_ORIGIN', 'LINE_LOGIN_CHANNEL_ID', 'LINE_LOGIN_CHANNEL_SECRET']

/** Runs before the service is deployed, which needs the id. Reuses an app that an earlier run added but could not record. */
export const miniApp: DeployStep = {
  name: 'mini-app',
  does: 'the LIFF app of the LINE Login channel: added if there is none',
  needs,
  made: ['LIFF_ID'],
  check: async (deployment) => {
    const found = await appsOf(deployment)
    if (!found.ok) return [wrong(found.reason)]
    const { LIFF_ID } = deployment.values
    return LIFF_ID && !found.value.apps.some(({ liffId }) => liffId === LIFF_ID)
      ? [wrong(`LIFF_ID ${LIFF_ID} is no mini-app of this LINE Login channel: leave LIFF_ID empty to have one made`)]
      : []
  },
  plan: async ({ values }) =>
    values.LIFF_ID
      ? { same: values.LIFF_ID }
      : { change: `will be added to channel ${values.LINE_LOGIN_CHANNEL_ID}, its id kept in .env.deploy` },
  apply: async (deployment) => {
    const found = await appsOf(deployment)
    if (!found.ok) return found
    const view = viewOf(deployment)
    const { token, apps } = found.value
    const earlier = apps.find((app) => app.view?.url === view.url && app.description === name)?.liffId
    const added = earlier ? ok(earlier) : await deployment.line.addApp(token, { view, description: name, scope })
    if (!added.ok)
      return err(
        `LINE does not add the mini-app (${'said' in added ? added.said : ''}): add it in the console by hand, and put its LIFF_ID into .env.deploy`,
      )
    const kept = deployment.keep('LIFF_ID', added.value)
    return kept.ok
      ? ok(`${added.value} ${earlier ? 'taken up again' : 'added'}`)
      : err(`${kept.reason}; write LIFF_ID=${added.value} there`)
  },
}

/** Runs after the service is deployed: sets endpoint, size and scope of the mini-app. */
export const miniAppOpens: DeployStep = {
  name: 'mini-app opens',
  does: 'the LIFF app opens PUBLIC_ORIGIN/app, full size, with the scope openid alone',
  needs,
  made: ['LIFF_ID'],
  check: async () => [],
  plan: async (deployment) => {
    const { url, type } = viewOf(deployment)
    const { LIFF_ID } = deployment.values
    if (!LIFF_ID) return { same: `${url}, as it is added` }
    const found = await appsOf(deployment)
    if (!found.ok) return { open: found.reason }
    const app = found.value.apps.find(({ liffId }) => liffId === LIFF_ID)
    const right = app?.view?.url === url && app.view.type === type && `${app.scope}` === `${scope}`
    return right
      ? { same: url }
      : { change: `${url}, full size, openid; now ${app?.view?.url}, ${app?.view?.type}, ${app?.scope ?? 'no scope'}` }
  },
  apply: async (deployment) => {
    const found = await appsOf(deployment)
    if (!found.ok) return found
    const view = viewOf(deployment)
    const updated = await deployment.line.updateApp(found.value.token, deployment.values.LIFF_ID ?? '', { view, scope })
    return updated.ok
      ? ok(view.url)
      : err(`LINE does not change the mini-app (${updated.said}): set its endpoint to ${view.url} in the console`)
  },
}
