// Tests that the words give the actual lifetimes of a QR code and of the link to a copy.
import { expect, test } from 'vitest'
import { lifetimes } from '../../src/core/lifetimes.ts'
import { chat as chatEn } from '../../src/core/words/en/chat.ts'
import { checker as checkerEn } from '../../src/core/words/en/checker.ts'
import { ownScreens as screensEn } from '../../src/core/words/en/own-screens.ts'
import { chat as chatTh } from '../../src/core/words/th/chat.ts'
import { checker as checkerTh } from '../../src/core/words/th/checker.ts'
import { ownScreens as screensTh } from '../../src/core/words/th/own-screens.ts'

test('the checker’s words give the actual lifetime of a QR code', () => {
  const minutes = lifetimes.tokenSeconds / 60
  expect(checkerTh.why.qrOld.show).toContain(`เกิน ${minutes} นาที`)
  expect(checkerEn.why.qrOld.show).toContain(`over ${minutes} minutes`)
})

test('the words of the chat and the page give the actual lifetime of the link to a copy', () => {
  const phrasesIn = (pattern: RegExp, ...words: unknown[]) => new Set(JSON.stringify(words).match(pattern))
  const { copyMinutes } = lifetimes
  for (const words of [chatTh.sentences.copyOffered, screensTh])
    expect(phrasesIn(/ภายใน \d+ นาที/g, words)).toEqual(new Set([`ภายใน ${copyMinutes} นาที`]))
  for (const words of [chatEn.sentences.copyOffered, screensEn])
    expect(phrasesIn(/within \d+ minutes/g, words)).toEqual(new Set([`within ${copyMinutes} minutes`]))
})
