// Promises which of several scanned texts counts, and that text which cannot be a card is none.
import { expect, test } from 'vitest'
import { cardIn } from '../../src/checker/opened.ts'
import { chooseScanned, isOursText, readScannedText } from '../../src/checker/presented.ts'
import { codeOf, tokenUrl } from '../../src/core/card/token.ts'

const host = 'card.example'
const bytes = Uint8Array.from([0xd2, 0x84, 1, 2, 3])
const card = tokenUrl(`https://${host}`, bytes)
const foreign = tokenUrl('https://evil.example', bytes)
const link = `https://${host}/s/${'a'.repeat(22)}`

test('of several texts ours wins, in any order', () => {
  const ours = { kind: 'card', presented: { ok: true, value: bytes } }
  for (const texts of [[card], ['x', foreign, card], [card, foreign, 'x']])
    expect(chooseScanned(texts, host)).toEqual(ours)
  expect(chooseScanned([foreign, link], host)).toMatchObject({ kind: 'link' })
  expect(chooseScanned(['x', foreign], host)).toMatchObject({ kind: 'card', presented: { reason: 'unknown_key' } })
  expect(chooseScanned(['x', ''], host)).toEqual({ kind: 'other' })
  expect([card, link, foreign, 'x'].map((text) => isOursText(text, host))).toEqual([true, true, false, false])
})
test('a percent-encoded text is the same', () => {
  for (const text of [card.replace('#', '%23'), card.replace('#', '%2523'), encodeURIComponent(card), `${card}%0A`])
    expect(readScannedText(text, host)).toEqual(readScannedText(card, host))
  const own = codeOf(`https://${host}`, 'full', bytes)
  expect(readScannedText(own, host)).toEqual(readScannedText(card, host))
  for (const text of [own.replace(':', '%3A'), own.replace(':', '%253a'), encodeURIComponent(own), `${own}%0A`])
    expect(readScannedText(text, host)).toEqual(readScannedText(card, host))
})
test('the code of a whole card is read from no address and no other spelling of its name', () => {
  const own = codeOf(`https://${host}`, 'full', bytes)
  for (const text of [
    `https://${host}/V#${own}`,
    `https://evil.example/V#${own}`,
    `phokbat1:${own.slice(9)}`,
    ` ${own}`,
  ])
    expect(readScannedText(text, host)).toEqual({ kind: 'other' })
})
test('text that cannot be a card is none, whatever its address', () => {
  for (const hash of ['', '#', '#HELLO1', '#hello', `#${'0'.repeat(4000)}`]) {
    expect(cardIn(hash)).toBeUndefined()
    for (const at of [host, 'evil.example'])
      expect(readScannedText(`https://${at}/V${hash}`, host)).toEqual({ kind: 'other' })
  }
})
