// The draft: the data read from the card, kept on this phone only and encrypted with a key that the service hands out.
// Decision 015: a lost phone holds only ciphertext, and the service holds none of the data.
import { fromBase64 } from '../core/base64.ts'
import type { FormField } from './fields.ts'

/** `value`: in the form's format (see `CardForm`). `crops`: the field's strips of the photo, JPEG in base64. */
export type ReadField = {
  value: string
  readAs: string
  status: 'accepted' | 'doubtful' | 'missing'
  confirmed: boolean
  candidates: string[]
  crops: string[]
}
/**
 * `portrait`: JPEG in base64, present once the front was read. `onScreen`: sides that look photographed from a screen.
 */
export type Draft = {
  fields: Partial<Record<FormField, ReadField>>
  portrait?: string
  onScreen?: { front?: boolean; back?: boolean }
}

export const hasFront = (draft: Draft | undefined): draft is Draft => draft?.portrait !== undefined
export const hasBack = (draft: Draft | undefined): draft is Draft => draft?.fields.laserCode !== undefined

/** Storage of one value: IndexedDB on the phone, a variable in tests. */
export type BlobStore = {
  get: () => Promise<unknown>
  put: (value: unknown) => Promise<void>
  clear: () => Promise<void>
}
type SealedDraft = { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer }

const keyFrom = (base64url: string) =>
  crypto.subtle.importKey('raw', fromBase64(base64url), 'AES-GCM', false, ['encrypt', 'decrypt'])

/**
 * The drafts of one user (`key`: base64url, 32 bytes). `load` returns undefined for a missing draft, a draft under
 * another user's key and a draft that was altered: in each case the user must photograph the card again.
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
