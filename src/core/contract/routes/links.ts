// Routes without an account: checking a card, opening a link, fetching a copy. A secret address gives access.
import * as at from '../addresses.ts'
import { accessReportRequest, portraitRequest, statusRequest } from '../requests-holder.ts'
import { portraitGiven, sharedView } from '../responses/access.ts'
import { ordinaryBody, routes } from '../route.ts'

export const checkerRoutes = routes({
  openShare: {
    at: at.openShare,
    summary: 'Opens a link; every call counts as a view, and the holder is told.',
    principal: 'address',
    cost: 0,
    maxBody: ordinaryBody,
    priority: 'queued',
    request: 'none',
    response: sharedView,
    problems: ['not_found', 'link_expired', 'link_used', 'link_revoked', 'link_frozen'],
  },
  reportCheck: {
    at: at.reportCheck,
    summary:
      'Reports that a token was checked, or that its face was another’s, for the holder’s access log. The answer is the same for an unknown token.',
    principal: 'address',
    cost: 0,
    maxBody: ordinaryBody,
    priority: 'timed',
    request: accessReportRequest,
    response: 'empty',
    problems: [],
  },
  fetchPortrait: {
    at: at.fetchPortrait,
    summary:
      'Returns the colour portrait of a shown card, once for each token, and logs it as a check of that token. Nothing for a key that is unknown or was used, for a token that has ended and for a card that is not usable.',
    principal: 'address',
    cost: 0,
    maxBody: ordinaryBody,
    priority: 'timed',
    request: portraitRequest,
    response: portraitGiven,
    problems: [],
  },
  askStatus: {
    at: at.askStatus,
    summary: 'Returns the status of one token by its digest, as a signed JWT that no cache keeps.',
    principal: 'anyone',
    cost: 0,
    maxBody: ordinaryBody,
    priority: 'queued',
    request: statusRequest,
    response: 'jwt',
    problems: [],
  },
})

export const linkRoutes = routes({
  getCopyPage: {
    at: at.getCopyPage,
    summary: 'Shows the page from which a copy is fetched; 404 with a page when it has ended.',
    principal: 'address',
    cost: 0,
    maxBody: ordinaryBody,
    priority: 'queued',
    request: 'none',
    response: 'page',
    problems: [],
  },
  takeCopy: {
    at: at.takeCopy,
    summary: 'Returns the copy as a ZIP file, once; 404 with a page when it has ended.',
    principal: 'address',
    cost: 0,
    maxBody: ordinaryBody,
    priority: 'queued',
    request: 'none',
    response: 'zip',
    problems: [],
  },
  getPicture: {
    at: at.getPicture,
    summary: 'Returns a portrait or a pass behind an address that LINE’s clients can fetch.',
    principal: 'address',
    cost: 0,
    maxBody: ordinaryBody,
    priority: 'queued',
    request: 'none',
    response: 'picture',
    problems: ['not_found'],
  },
})
