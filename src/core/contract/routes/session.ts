// Routes before a session, and the route that opens one.
import * as at from '../addresses.ts'
import { signInRequest } from '../requests-enrolment.ts'
import { config, session } from '../responses/session.ts'
import { ordinaryBody, routes } from '../route.ts'

export const sessionRoutes = routes({
  getConfig: {
    at: at.getConfig,
    summary: 'Tells the mini-app the LIFF id, the issuer and the notice, before anybody is signed in.',
    principal: 'anyone',
    cost: 0,
    maxBody: ordinaryBody,
    priority: 'queued',
    request: 'none',
    response: config,
    problems: [],
  },
  openSession: {
    at: at.openSession,
    summary: 'Exchanges a LINE ID token for a session of one hour.',
    principal: 'idToken',
    cost: 0,
    maxBody: ordinaryBody,
    priority: 'queued',
    request: signInRequest,
    response: session,
    problems: ['bad_id_token', 'unreachable', 'id_token_used'],
  },
})
