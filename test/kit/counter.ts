// An officer at the counter, for tests: opens a code, compares the real card, signs with a picture or refuses.
import { readFileSync } from 'node:fs'
import type { CardDraft } from '../../src/core/card/card.ts'
import type { Deployment } from './deployment.ts'
import { browserOf, type Provider, reviewers } from './provider.ts'

const picture = (name: string) => readFileSync(new URL(`./people/${name}`, import.meta.url)).toString('base64')
/** A picture of the person, and the small face of it: grey, without a face. */
export const deskPictures = { portrait: picture('grey.jpg'), tinyFace: picture('grey-face.webp') }

export const atCounter = async (deployment: Deployment, provider: Provider, subject: string = reviewers[0].subject) => {
  provider.signedIn = subject
  const browser = browserOf(deployment.service.origin)
  await browser.signIn()
  return {
    browser,
    open: (code: string) => browser.post('/api/official/counter/open', { code }),
    compare: (code: string, { idNumber, birthDate }: CardDraft) =>
      browser.post('/api/official/counter/compare', { code, card: { idNumber, birthDate } }),
    sign: (code: string, card: CardDraft, changes: object = {}) =>
      browser.post('/api/official/counter/sign', {
        code,
        card,
        pictures: deskPictures,
        why: 'พบตัวจริงพร้อมบัตร',
        ...changes,
      }),
    refuse: (code: string, why: string) => browser.post('/api/official/counter/refuse', { code, why }),
  }
}
