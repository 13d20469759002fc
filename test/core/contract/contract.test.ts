// The contract and the app are the same list of routes; what pages, docs and limits read of it holds together.
import { describe, expect, it } from 'vitest'
import * as addresses from '../../../src/core/contract/addresses.ts'
import { pathOf } from '../../../src/core/contract/call.ts'
import { areas, contract, type Route, routeIds } from '../../../src/core/contract/contract.ts'
import { commonProblems, problems, reasonOf } from '../../../src/core/contract/problems.ts'

const all: Record<string, Route> = contract

describe('the contract', () => {
  it('has one route for each address, under the same name', () => {
    expect(Object.fromEntries(routeIds.map((id) => [id, contract[id].at]))).toEqual({ ...addresses })
    expect(new Set(Object.values(addresses)).size).toBe(routeIds.length)
  })

  it('lists each route in one area', () => {
    expect(Object.values(areas).flatMap((routes) => Object.keys(routes))).toEqual(routeIds)
  })

  it('has a cost on every route for signed-in users, and on no other route', () => {
    for (const [id, { principal, cost }] of Object.entries(all)) expect(cost > 0, id).toBe(principal === 'user')
  })

  it('keeps the costs and the caps that the limits were measured with', () => {
    const costs = Object.fromEntries(Object.entries(all).flatMap(([id, { cost }]) => (cost > 1 ? [[id, cost]] : [])))
    expect(costs).toEqual({
      showCard: 3,
      createShare: 3,
      sendPass: 10,
      unfreezeCard: 3,
      eraseData: 3,
      withdrawFaceConsent: 3,
      signConsent: 3,
      setPin: 3,
      approveRequest: 3,
      chooseNewPin: 3,
      askOfficerForNewPin: 3,
      sendSelfie: 10,
      sendNewPinFace: 10,
      orderCopy: 50,
    })
    const caps = Object.fromEntries(
      Object.entries(all).flatMap(([id, { maxBody }]) => (maxBody === 32_000 ? [] : [[id, maxBody]])),
    )
    expect(caps).toEqual({
      receiveWebhook: 256_000,
      sendSelfie: 2_000_000,
      sendNewPinFace: 2_000_000,
      signCounter: 176_000,
      leaseCase: 16_000,
      getEvidence: 16_000,
      reportRecheck: 176_000,
    })
  })

  it('starts at once what LINE, a selfie, a PIN, a checker or a monitor waits for, all with plain paths: node.ts compares paths', () => {
    const timed = Object.values(all).filter(({ priority }) => priority === 'timed')
    expect(timed.map(({ path }) => path)).toEqual([
      '/webhook',
      '/api/selfie/challenge',
      '/api/selfie/step',
      '/api/pin',
      '/api/consent',
      '/api/looks',
      '/api/portraits',
      '/.well-known/phokbat/issuer.json',
      '/.well-known/phokbat/status',
      '/.well-known/phokbat/status.jwt',
      '/health',
      '/ready',
    ])
  })

  it('has no two problems of one route with one word and two statuses but for its size', () => {
    for (const [id, { problems: own, principal }] of Object.entries(all)) {
      const known = [...new Set([...own, ...commonProblems[principal]])].filter((one) => one !== 'headers_too_large')
      const words = known.map(reasonOf)
      expect(new Set(words).size, id).toBe(words.length)
      for (const one of known) expect(problems[one].status, one).toBeGreaterThanOrEqual(400)
    }
  })

  it('fills the parameter of a path, whatever stands in it', () => {
    expect(pathOf(addresses.openShare, 'AAAAAAAAAAAAAAAAAAAAAA')).toBe('/api/shares/AAAAAAAAAAAAAAAAAAAAAA')
    expect(pathOf(addresses.approveRequest, '../me?x')).toBe('/api/requests/..%2Fme%3Fx/approve')
    expect(pathOf(addresses.getPicture, 'name.png')).toBe('/i/name.png')
    expect(pathOf(addresses.getRoot)).toBe('/')
  })
})
