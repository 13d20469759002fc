// What was read from the card waits here, on this phone alone, sealed with a key that only the service can hand out.
// Decision 015: a lost phone holds ciphertext, and the service holds nothing.
import { fromBase64 } from '../core/base64.ts'
import type { FormField } from './fields.ts'

/** `crops`: strips of the photo, JPEG in base64. `value`: as the form keeps it. */
export type ReadField = {
  value: string
  readAs: string
  status: 'accepted' | 'doubtful' | 'missing'
  confirmed: boolean
  candidates: string[]
  crops: string[]
}
/** `portrait`: JPEG in base64, present once the front was read. `onScreen`: which sides look photographed off a screen. */
export type Draft = {
  fields: Partial<Record<FormField, ReadField>>
  portrait?: string
  onScreen?: { front?: boolean; back?: boolean }
}

export const hasFront = (draft: Draft | undefined): draft is Draft => draft?.portrait !== undefined
export const hasBack = (draft: Draft | undefined): draft is Draft => draft?.fields.laserCode !== undefined

/** Where sealed bytes lie: IndexedDB on the phone, a variable in tests. */
export type BlobStore = {
  get: () => Promise<unknown>
  put: (value: unknown) => Promise<void>
  clear: () => Promise<void>
}
type SealedDraft = { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer }

const keyFrom = (base64url: string) =>
  crypto.subtle.importKey('raw', fromBase64(base64url), 'AES-GCM', false, ['encrypt', 'decrypt'])

/**
 * The drafts of one person (`key`: base64url, 32 bytes). `load` gives undefined for a missing draft, and for one that
 * another person's key sealed or that somebody touched: all of them mean that the card has to be photographed again.
 */
export const openDrafts = (store: BlobStore, key: string) => ({
  load: async (): Promise<Draft | undefined> => {
    try {
      const { iv, bytes } = (await store.get()) as SealedDraft
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await keyFrom(key), bytes)
      return JSON.parse(new TextDecoder().decode(plain)) as Draft
    } catch {
      return undefined
    }
  },
  save: async (draft: Draft): Promise<void> => {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const plain = new TextEncoder().encode(JSON.stringify(draft))
    const bytes = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyFrom(key), plain)
    await store.put({ iv, bytes } satisfies SealedDraft)
  },
  erase: (): Promise<void> => store.clear(),
})
export type Drafts = ReturnType<typeof openDrafts>
