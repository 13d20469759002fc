// What people are told of how long a QR code and a link live is what they live.
import { expect, test } from 'vitest'
import { lifetimes } from '../../src/core/lifetimes.ts'
import { chat as chatEn } from '../../src/core/words/en/chat.ts'
import { checker as checkerEn } from '../../src/core/words/en/checker.ts'
import { ownScreens as screensEn } from '../../src/core/words/en/own-screens.ts'
import { chat as chatTh } from '../../src/core/words/th/chat.ts'
import { checker as checkerTh } from '../../src/core/words/th/checker.ts'
import { ownScreens as screensTh } from '../../src/core/words/th/own-screens.ts'

test('the checker says how often a QR code changes', () => {
  const minutes = lifetimes.tokenSeconds / 60
  expect(checkerTh.advice.qrLife).toContain(`ทุก ${minutes} นาที`)
  expect(checkerEn.advice.qrLife).toContain(`every ${minutes} minutes`)
})

test('the chat and the page say how long the link to a copy is good', () => {
  const told = (pattern: RegExp, ...words: unknown[]) => new Set(JSON.stringify(words).match(pattern))
  const { copyMinutes } = lifetimes
  for (const words of [chatTh.sentences.copyOffered, screensTh])
    expect(told(/ภายใน \d+ นาที/g, words)).toEqual(new Set([`ภายใน ${copyMinutes} นาที`]))
  for (const words of [chatEn.sentences.copyOffered, screensEn])
    expect(told(/within \d+ minutes/g, words)).toEqual(new Set([`within ${copyMinutes} minutes`]))
})
