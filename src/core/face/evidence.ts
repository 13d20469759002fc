// The evidence of a selfie: frames chained to the server's nonce, so that none can be changed, moved, left out or added afterwards.
// Decision 037: a chain of links, so that a round cannot be rendered afterwards.
import type { SelfieRequest } from './selfie-request.ts'

export type { Evidence, LinkCommitment, Round } from './evidence-record.ts'

/** SHA-256, handed in: the phone, the service and the examiner each have their own implementation. */
export type Hash = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>
export type EvidenceFrame = SelfieRequest['frames'][number]
/** What is measured while the round runs. Liveness is measured afterwards, and the head covers it. */
export type FrameMeta = Omit<EvidenceFrame, 'jpeg' | 'live'>

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** SHA-256 (hex) over three parts. JSON contains no zero byte, so the bytes can be split in one way only. */
const link = async (hash: Hash, before: string, said: unknown, picture: Uint8Array): Promise<string> => {
  const head = new TextEncoder().encode(`${before}\0${JSON.stringify(said)}\0`)
  const whole = new Uint8Array(head.length + picture.length)
  whole.set(head)
  whole.set(picture, head.length)
  return hex(await hash(whole))
}

/** What a chain covers, by its version. Version 2 had no small face: evidence of then is checked by its own rule. */
const labels = { 2: 'phokbat-selfie-2', 3: 'phokbat-selfie-3' } as const
type ChainVersion = keyof typeof labels

/** The value before the first link. */
export const evidenceChainStart = (nonce: string, hash: Hash, version: ChainVersion = 3): Promise<string> =>
  link(hash, labels[version], nonce, new Uint8Array())

/** The link of one frame, over the link before it, what was measured, and the picture. */
export const frameLink = (before: string, meta: FrameMeta, jpeg: Uint8Array, hash: Hash): Promise<string> => {
  const { ask, atMs, yaw, pitch, roll, score } = meta
  return link(hash, before, [ask, atMs, yaw, pitch, roll, score], jpeg)
}

/** Everything that the head covers. Without `tinyFace` it is a chain of version 2. */
export type EvidenceChainInput = Pick<SelfieRequest, 'nonce' | 'frames' | 'camera' | 'card' | 'portrait'> &
  Partial<Pick<SelfieRequest, 'tinyFace'>>

/** Field by field, because settings may travel in another order; a missing one stays missing. */
const cameraFields = ({ label, settings }: EvidenceChainInput['camera']) => {
  const { width, height, frameRate, facingMode } = settings
  return [label, width, height, frameRate, facingMode]
}

/**
 * Every link of a round in order, and the head over all of it, including the camera, the card's portrait, the confirmed
 * picture and the face in the QR code.
 */
export const evidenceChain = async (
  { nonce, frames, camera, card, portrait, tinyFace }: EvidenceChainInput,
  hash: Hash,
  bytesOf: (base64: string) => Uint8Array,
): Promise<{ links: string[]; head: string }> => {
  const links: string[] = []
  let last = await evidenceChainStart(nonce, hash, tinyFace === undefined ? 2 : 3)
  for (const frame of frames) {
    last = await frameLink(last, frame, bytesOf(frame.jpeg), hash)
    links.push(last)
  }
  last = await link(hash, last, ['card', ...frames.map(({ live }) => live)], bytesOf(card))
  last = await link(hash, last, ['portrait', ...cameraFields(camera)], bytesOf(portrait))
  return { links, head: tinyFace === undefined ? last : await link(hash, last, 'face', bytesOf(tinyFace)) }
}
