// What the mini-app may ask for: every answer is the person's new view, every refusal a reason in one word.
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import type { CardDraft } from '../../core/card/card.ts'
import type { Event } from '../../core/journey/advance.ts'
import * as claims from '../../core/journey/claims.ts'
import { defaultLanguage } from '../../core/languages.ts'
import { apply } from '../enrolment/apply.ts'
import { signConsent } from '../enrolment/consent.ts'
import { confirmData } from '../enrolment/data.ts'
import { receiptFor } from '../enrolment/receipt.ts'
import { acceptSelfie, takeChallengeStep } from '../enrolment/selfie.ts'
import { setPin } from '../enrolment/set-pin.ts'
import { viewOf } from '../enrolment/view.ts'
import { drain } from '../jobs/outbox.ts'
import type { Consent } from '../model.ts'
import { issueChallenge } from '../selfie/judge.ts'
import { atMost, json } from './body.ts'
import { pinRefused } from './pin-refused.ts'
import { type Env, problem } from './problem.ts'
import { openSession, type SignedInEnv } from './session.ts'

type C = Context<SignedInEnv>
/** Twelve frames and a portrait, in base64. */
export const selfieBytes = 2_000_000

/** The view after everything that this person's step set in motion has had its chance. */
export const view = async (c: C, person = c.get('person')) => c.json(await viewOf(c.env.deps, person))

/** An event that no longer fits (a double tap, another phone) changes nothing; the view shows where the person is. */
const happened = async (c: C, event: Event, consents?: Consent[]) => {
  const { deps } = c.env
  await apply(deps, c.get('person').id, event, { consents })
  await drain(deps, c.get('person').id)
  return view(c)
}

const notHere = (reason: string) => reason === 'not_at_this_step' || reason === 'finished' || reason === 'raced'

const signedOut = new Hono<Env>()
  .get('/config', (c) => {
    const { line, liffSdkUrl, issuer } = c.env.deps.config
    return c.json({ liffId: line.liffId, liffSdkUrl, issuer: { name: issuer.name, notice: issuer.notice } })
  })
  .post('/session', json(claims.signInRequest), async (c) => {
    const { deps } = c.env
    const { idToken, phone } = c.req.valid('json')
    const known = await deps.signIn(idToken, deps.clock())
    if (!known.ok) return problem(c, known.reason === 'unreachable' ? 503 : 401, known.reason)
    const { lineUserId, name, expiresAt } = known.value
    if (!(await deps.store.idTokens.claim(name, phone, expiresAt))) return problem(c, 401, 'id_token_used')
    const person = await deps.store.people.findOrCreate(lineUserId, defaultLanguage, deps.clock())
    const token = await openSession(deps, person)
    return c.json({ token, view: await viewOf(deps, person), now: deps.clock() })
  })

const journey = new Hono<SignedInEnv>()
  .get('/me', (c) => view(c))
  .post('/terms', json(claims.termsRequest), async (c) => {
    const { accepted } = c.req.valid('json')
    const receipt = await receiptFor('terms', c.get('person'), accepted)
    return happened(c, { type: accepted ? 'termsAccepted' : 'termsDeclined' }, [receipt])
  })
  .post('/face-consent', json(claims.faceConsentRequest), async (c) => {
    const { given } = c.req.valid('json')
    const receipt = await receiptFor('face', c.get('person'), given)
    return happened(c, { type: given ? 'faceAgreed' : 'faceRefused' }, [receipt])
  })
  .post('/card/front', (c) => happened(c, { type: 'cardFrontRead' }))
  .post('/card/back', (c) => happened(c, { type: 'cardBackRead' }))
  .post('/card/lost', (c) => happened(c, { type: 'draftLost' }))
  .post('/failure', json(claims.failureRequest), (c) =>
    happened(c, { type: 'failed', reason: c.req.valid('json').reason }),
  )
  .post('/data', json(claims.dataRequest), async (c) => {
    const { data, ...told } = c.req.valid('json')
    const { deps } = c.env
    const confirmed = await confirmData(deps, c.get('person').id, data as CardDraft, told)
    if (!confirmed.ok && !notHere(confirmed.reason)) return problem(c, 422, confirmed.reason)
    await drain(deps, c.get('person').id)
    return view(c)
  })
  .post('/selfie/challenge', json(v.object({ withoutTurning: v.optional(v.boolean()) })), async (c) =>
    c.json(await issueChallenge(c.env.deps, c.get('person').id, c.req.valid('json').withoutTurning ?? false)),
  )
  .post('/selfie/step', json(claims.selfieStepRequest), async (c) => {
    const step = await takeChallengeStep(c.env.deps, c.get('person').id, c.req.valid('json'))
    return step.ok ? c.json(step.value) : problem(c, 422, step.reason)
  })
  .post('/selfie', atMost(selfieBytes), json(claims.selfieRequest), async (c) => {
    const { deps } = c.env
    const taken = await acceptSelfie(deps, c.get('person').id, c.req.valid('json'))
    await drain(deps, c.get('person').id)
    return taken.ok || notHere(taken.reason) ? view(c) : problem(c, 422, taken.reason)
  })
  .post('/pin', json(claims.pinRequest), async (c) => {
    const { pin, picture } = c.req.valid('json')
    const set = await setPin(c.env.deps, c.get('person').id, pin, picture)
    return set.ok || notHere(set.reason) ? view(c) : problem(c, 422, set.reason)
  })
  .post('/pin/forgotten', (c) => happened(c, { type: 'pinForgotten' }))
  .post('/consent', json(claims.consentRequest), async (c) => {
    const { deps } = c.env
    const receipt = await receiptFor('issue', c.get('person'), true)
    const refused = await signConsent(deps, c.get('person').id, c.req.valid('json').pin, receipt)
    if (refused) return pinRefused(c, refused)
    // The card goes to the chat by itself: whoever looks at the screen need not wait for LINE.
    deps.waitUntil(() => drain(deps, c.get('person').id))
    return view(c)
  })
  .post('/restart', (c) => happened(c, { type: 'restarted' }))
  .post('/go-on', (c) => happened(c, { type: 'wentOn' }))
  .post('/help', (c) => happened(c, { type: 'helpAsked' }))
  .post('/language', json(claims.languageRequest), async (c) => {
    const { deps } = c.env
    const person = c.get('person')
    const { language } = c.req.valid('json')
    await deps.store.people.setLanguage(person.id, language)
    return view(c, { ...person, language })
  })

const photos = new Hono<SignedInEnv>()
  .get('/photos/:id', async (c) => {
    const { store, vault } = c.env.deps
    const person = c.get('person').id
    const photo = (await store.photos.list(person)).find(({ id }) => id === c.req.param('id'))
    const bytes = photo && (await vault.get(person, photo.vault))
    return bytes ? c.body(bytes, 200, { 'content-type': 'application/octet-stream' }) : problem(c, 404, 'not_found')
  })
  .delete('/photos/:id', async (c) => {
    const { store, vault } = c.env.deps
    const sealed = await store.photos.remove(c.get('person').id, { id: c.req.param('id') })
    if (sealed) await vault.erase([sealed])
    return view(c)
  })

export const enrolment = new Hono<Env>().route('/', signedOut).route('/', journey).route('/', photos)
