// Public routes: the issuer's keys, the status list, health and readiness.
import type { publicRoutes } from '../../core/contract/routes/public.ts'
import { STATUS_TYPE } from '../../core/inspection/status-token.ts'
import { signedStatusList, statusList } from '../presentation/status.ts'
import { type Handlers, type Incoming, refuse } from './bind.ts'

/** Seconds. A freeze must be visible within five seconds, and the service reuses one reading of the list for two. */
const statusSeconds = 3
/** Seconds. Keys are published two hours before they sign (keys/rotation.ts); a withdrawn key must disappear soon. */
const keysSeconds = 300

/** Lets caches keep the answer, and pages of other sites read it. */
const share = ({ c }: Pick<Incoming<'getIssuer'>, 'c'>, seconds: number) => {
  c.header('access-control-allow-origin', '*')
  c.header('cache-control', `public, max-age=${seconds}`)
}

export const open: Handlers<keyof typeof publicRoutes> = {
  getIssuer: ({ deps: { config, keys }, c }) => {
    share({ c }, keysSeconds)
    const { id, name, notice } = config.issuer
    return { issuer: { id, name, notice }, keys: keys.published() }
  },
  getStatusList: async ({ deps, c }) => {
    share({ c }, statusSeconds)
    return statusList(deps)
  },
  getSignedStatusList: async ({ deps, c }) => {
    share({ c }, statusSeconds)
    return c.body(await signedStatusList(deps, statusSeconds), 200, { 'content-type': STATUS_TYPE })
  },
  checkHealth: () => ({ ok: true }),
  checkReadiness: async ({ deps }) => {
    const unready = await deps.store.unready()
    return unready ? refuse(unready) : { ok: true }
  },
}
