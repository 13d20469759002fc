// Signatures are handed in: who holds a key signs, who knows a key verifies.

/** ES256 over the given bytes: 64 bytes, r ‖ s. */
export type Sign = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>

/** Whether the key of that name signed the bytes; `unknown_key` if there is no such key. */
export type Verify = (
  kid: string,
  bytes: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
) => Promise<boolean | 'unknown_key'>
