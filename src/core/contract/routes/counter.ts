// The counter: an officer identifies a person who has no card yet. The session is a cookie.
import * as at from '../addresses.ts'
import { dataProblemIds } from '../problems.ts'
import { counterRefusal, counterSignature } from '../requests-counter.ts'
import { visitCardRequest, visitCodeRequest } from '../requests-officials.ts'
import { comparedCounter, counterVisit } from '../responses/counter.ts'
import { ordinaryBody, picturesBody, routes } from '../route.ts'

const refusals = ['no_such_case', 'own_case', 'case_taken', 'terms_first'] as const

export const counterRoutes = routes({
  openCounter: {
    at: at.openCounter,
    summary: 'Opens the case of a person who came with a code and has no card; one officer has it at a time.',
    principal: 'reviewer',
    cost: 0,
    maxBody: ordinaryBody,
    priority: 'queued',
    request: visitCodeRequest,
    response: counterVisit,
    problems: [...refusals],
  },
  compareCounter: {
    at: at.compareCounter,
    summary:
      'Compares what the officer typed off the real card with what the person confirmed; only then is that shown.',
    principal: 'reviewer',
    cost: 0,
    maxBody: ordinaryBody,
    priority: 'queued',
    request: visitCardRequest,
    response: comparedCounter,
    problems: [...refusals, 'card_differs'],
  },
  signCounter: {
    at: at.signCounter,
    summary: 'Signs that person, real card and picture belong together; the person then sets the PIN and consents.',
    principal: 'reviewer',
    cost: 0,
    maxBody: picturesBody,
    priority: 'queued',
    request: counterSignature,
    response: 'empty',
    problems: [...refusals, ...dataProblemIds, 'card_differs', 'not_a_picture', 'judged_already'],
  },
  refuseCounter: {
    at: at.refuseCounter,
    summary: 'Refuses the person in writing; the chat says why.',
    principal: 'reviewer',
    cost: 0,
    maxBody: ordinaryBody,
    priority: 'queued',
    request: counterRefusal,
    response: 'empty',
    problems: [...refusals, 'judged_already'],
  },
})
