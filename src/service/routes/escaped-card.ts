// Takes an address whose # an app has escaped for the checker's page: `/V%23…` is `/V#…`.
import { getPath } from 'hono/utils/url'

/** Once or several times: `%23`, `%2523`. */
const escapedCard = /^https?:\/\/[^/]+\/v%(?:25)*23/i

/** The path by which a request is routed and logged. What stands behind the # is a card, and no path may carry it on. */
export const routedPath = (request: Request): string => (escapedCard.test(request.url) ? '/V' : getPath(request))
