// A citizen who registers: taps in the chat and completes each screen of the mini-app, as a person with a card does.
import type { FrameLocator, Page } from 'playwright-core'
import type { Step } from '../../src/core/journey/map.ts'
import type { SpecimenPerson } from '../../src/simulator/specimen/people.ts'
import { printedFields } from '../../src/simulator/specimen/printed.ts'

/** ms for the slowest screen, which loads the recognisers on a busy machine. */
const patience = 120_000

export type DemoCitizen = {
  page: Page
  /** The mini-app inside the simulator's phone. */
  app: FrameLocator
  /** Completes one screen; resolves when the mini-app shows the next one. */
  does: (step: Step) => Promise<void>
  types: (pin: string) => Promise<void>
  taps: (label: string) => Promise<void>
  shot: (name: string) => Promise<void>
}

type CitizenOptions = { person: SpecimenPerson; pin: string; shots?: string }

const same = (a: string, b: string) => a.replace(/[\s-]/g, '') === b.replace(/[\s-]/g, '')

export const citizenOn = (page: Page, { person, pin, shots }: CitizenOptions): DemoCitizen => {
  const app = page.frameLocator('[data-testid=liff-frame]')
  const byId = (id: string) => app.locator(`[data-testid="${id}"]`)
  const press = (id: string) => byId(id).click({ timeout: patience })
  const arrived = (step: Step) =>
    app.locator(`html[data-step="${step}"]`).waitFor({ state: 'attached', timeout: patience })
  const shot = async (name: string) => {
    if (shots) await page.screenshot({ path: `${shots}/${name}.png` })
  }

  const types = async (digits: string) => {
    await byId('pin-sheet').waitFor({ timeout: patience })
    for (const digit of digits) await press(`pin-key-${digit}`)
  }

  /** The guided camera captures by itself and stays open between front and back. */
  const photographs = async (side: 'front' | 'back', next: Step) => {
    await byId('open-camera')
      .or(byId('capture'))
      .or(app.locator(`html[data-step="${next}"]`))
      .first()
      .waitFor({ state: 'attached', timeout: patience })
    if (await byId('open-camera').isVisible()) await press('open-camera')
    await shot(`card-${side}`)
    await arrived(next)
  }

  /** Compares every doubtful field with the card: confirms a right value, types over a wrong one. */
  const compares = async () => {
    await byId('confirm-data').waitFor({ timeout: patience })
    await shot('check-data')
    const truth = printedFields(person)
    for (
      let doubtful = await app.locator('[data-status="doubtful"], [data-status="missing"]').count();
      doubtful > 0;
      doubtful--
    ) {
      const field = app.locator('[data-status="doubtful"], [data-status="missing"]').first()
      const name = ((await field.getAttribute('data-testid')) ?? '').replace('field-', '')
      const read = (await byId(`value-${name}`).innerText()) ?? ''
      const right = truth[name]
      if (right === undefined || same(read, right)) await press(`same-${name}`)
      else {
        await byId(`value-${name}`).click()
        await byId(`input-${name}`).fill(right)
        await press(`done-${name}`)
      }
    }
    await press('confirm-data')
  }

  const screens: Partial<Record<Step, () => Promise<unknown>>> = {
    terms: () => press('accept-terms').then(() => arrived('faceConsent')),
    faceConsent: () => press('agree-face').then(() => arrived('cardFront')),
    cardFront: () => photographs('front', 'cardBack'),
    cardBack: () => photographs('back', 'checkData'),
    checkData: () => compares().then(() => arrived('selfie')),
    selfie: async () => {
      await press('start-selfie')
      await byId('selfie-hint').waitFor({ timeout: patience })
      await shot('selfie')
      await byId('confirm-selfie').waitFor({ timeout: patience })
      await shot('selfie-confirm')
      await press('confirm-selfie')
      await arrived('setPin')
    },
    setPin: async () => {
      await press('pin-picture-elephant')
      await types(pin)
      await shot('pin')
      await types(pin)
      await arrived('consent')
    },
    consent: async () => {
      await byId('sign').waitFor({ timeout: patience })
      await shot('consent')
      await press('sign')
      await types(pin)
      await arrived('issued')
      await shot('success')
    },
  }

  return {
    page,
    app,
    types,
    shot,
    does: async (step) => {
      await arrived(step)
      await screens[step]?.()
    },
    taps: (label) =>
      page
        .getByRole('button', { name: label })
        .or(page.getByRole('link', { name: label }))
        .last()
        .click({ timeout: patience }),
  }
}
