// The only globals beyond ES2023 that core and vision may use: pure, and the same on edge, node and phone.
declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal: boolean; ignoreBOM: boolean })
  decode(bytes?: Uint8Array): string
}
