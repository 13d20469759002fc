// The copy of everything stored about a person: requested with the PIN, fetched once within minutes, as a ZIP.
// Decision 052: LINE’s browser keeps no files.

import { fromBase64, toBase64Url } from '../../core/base64.ts'
import type { CopyOffer } from '../../core/contract/responses/holder.ts'
import type { Evidence } from '../../core/face/evidence.ts'
import { lifetimes } from '../../core/lifetimes.ts'
import { NEVER } from '../../core/pin/lockout.ts'
import { exportAccessLog } from '../access-log/access-log.ts'
import type { Deps } from '../deps.ts'
import type { Holdings, Person, PersonId } from '../model.ts'
import { fromUtf8, utf8 } from '../platform/codec.ts'
import { type DataRightsRefusal, dataRightsRefusalOf } from './request.ts'
import { type ZipEntry, zipStream } from './zip.ts'

/** Creates the address of a copy. The chat announces it before it can be used. */
export const offerCopy = async (
  deps: Deps,
  person: PersonId,
  pin?: string,
): Promise<CopyOffer | { refused: DataRightsRefusal }> => {
  const refused = await dataRightsRefusalOf(deps, person, pin)
  if (refused) return { refused }
  const { store, config, random, clock } = deps
  const token = toBase64Url(random(16))
  const expiresAt = clock() + lifetimes.copyMinutes * 60_000
  const said = [{ say: 'sentence' as const, sentence: 'copyOffered' as const }]
  await store.outbox.add(person, [{ do: 'say', said }])
  await store.copies.open(token, person, expiresAt)
  deps.log('copy_offered')
  return { url: `${config.origin}/copy/${token}`, expiresAt }
}

const json = (name: string, value: unknown): ZipEntry => ({ name, bytes: utf8(JSON.stringify(value, null, 2)) })

/** Times as ISO 8601 dates instead of milliseconds. */
const readable = (holdings: Holdings): unknown =>
  JSON.parse(JSON.stringify(holdings), (name, value) =>
    /(^at|At|Until)$/.test(name) && typeof value === 'number' && value > 0 && value < NEVER
      ? new Date(value).toISOString()
      : value,
  )

const fileTypes: readonly (readonly [string, readonly number[]])[] = [
  ['jpg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['webp', [0x52, 0x49, 0x46, 0x46]],
]
const extensionOf = (bytes: Uint8Array) =>
  fileTypes.find(([, magic]) => magic.every((byte, i) => bytes[i] === byte))?.[0] ?? 'bin'

/**
 * The evidence of a selfie is one sealed record. It is split into figures, one
 * JPEG per frame, and the two compared pictures.
 */
const evidenceFiles = (name: string, bytes: Uint8Array): ZipEntry[] => {
  const { frames, card, portrait, tinyFace, ...seen } = JSON.parse(fromUtf8(bytes)) as Evidence
  const measured = frames.map(({ jpeg: _, ...figures }) => figures)
  const jpeg = (what: string, picture: string) => ({ name: `${name}-${what}.jpg`, bytes: fromBase64(picture) })
  return [
    json(`${name}.json`, { ...seen, frames: measured }),
    ...frames.map((frame, i) => jpeg(`frame-${i + 1}`, frame.jpeg)),
    jpeg('card', card),
    jpeg('portrait', portrait),
    ...(tinyFace ? [{ name: `${name}-face.webp`, bytes: fromBase64(tinyFace) }] : []),
  ]
}

async function* filesOf(deps: Deps, { id, language }: Person): AsyncGenerator<ZipEntry, void> {
  const { store, vault, config, clock } = deps
  const { pictures = [], ...holdings } = await store.holdings(id)
  const issuer = { id: config.issuer.id, name: config.issuer.name[language] }
  yield json('data.json', {
    issuer,
    madeAt: new Date(clock()).toISOString(),
    ...(readable({ ...holdings, pictures }) as object),
  })
  yield json('who-looked.json', await exportAccessLog(deps, id))
  for (const { id: picture, kind } of pictures as { id: string; kind: string }[]) {
    const bytes = await vault.get(id, picture)
    const name = `pictures/${kind}-${picture}`
    if (bytes && kind === 'evidence') yield* evidenceFiles(name, bytes)
    else if (bytes) yield { name: `${name}.${extensionOf(bytes)}`, bytes }
  }
}

/** The copy behind this address, once; undefined for an address that is unknown, expired or used. */
export const deliverCopy = async (deps: Deps, token: string): Promise<ReadableStream<Uint8Array> | undefined> => {
  const id = await deps.store.copies.take(token, deps.clock())
  const person = id && (await deps.store.people.byId(id))
  if (!person) return undefined
  deps.log('copy_taken')
  return zipStream(filesOf(deps, person), deps.clock())
}
