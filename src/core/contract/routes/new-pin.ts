// Replacing a forgotten PIN: a new selfie that somebody compares, or an officer; a waiting time, then a new PIN. Every answer is the user's new view.
import { selfieRequest } from '../../face/selfie-request.ts'
import * as at from '../addresses.ts'
import { pinRuleProblemIds, selfieProblemIds } from '../problems.ts'
import { failureRequest, pinRequest } from '../requests-enrolment.ts'
import { view } from '../responses/view.ts'
import { ordinaryBody, routes, selfieBody } from '../route.ts'

export const newPinRoutes = routes({
  sendNewPinFace: {
    at: at.sendNewPinFace,
    summary: 'Sends a selfie; a plausible face begins the hold, and is compared with the enrolled one.',
    principal: 'user',
    cost: 10,
    maxBody: selfieBody,
    priority: 'queued',
    request: selfieRequest,
    response: view,
    problems: selfieProblemIds,
  },
  reportNewPinFailure: {
    at: at.reportNewPinFailure,
    summary: 'Reports a face that did not fit on the phone; the third one stops the way to a new PIN.',
    principal: 'user',
    cost: 1,
    maxBody: ordinaryBody,
    priority: 'queued',
    request: failureRequest,
    response: view,
    problems: [],
  },
  askOfficerForNewPin: {
    at: at.askOfficerForNewPin,
    summary: 'Begins the hold without a selfie, and gives the code to show to an officer.',
    principal: 'user',
    cost: 3,
    maxBody: ordinaryBody,
    priority: 'queued',
    request: 'none',
    response: view,
    problems: [],
  },
  stopNewPin: {
    at: at.stopNewPin,
    summary: 'Stops the way to a new PIN: “not me”.',
    principal: 'user',
    cost: 1,
    maxBody: ordinaryBody,
    priority: 'queued',
    request: 'none',
    response: view,
    problems: [],
  },
  chooseNewPin: {
    at: at.chooseNewPin,
    summary: 'Sets the new PIN once the hold is over and the holder is confirmed.',
    principal: 'user',
    cost: 3,
    maxBody: ordinaryBody,
    priority: 'queued',
    request: pinRequest,
    response: view,
    problems: pinRuleProblemIds,
  },
})
