// The one thing of Node that the service uses: scrypt, which workerd has natively too (`nodejs_compat`).
declare module 'node:crypto' {
  /** Memory: 128·N·r bytes. Node runs it on its thread pool. */
  export function scrypt(
    password: Uint8Array,
    salt: Uint8Array,
    keyLength: number,
    options: { N: number; r: number; p: number },
    done: (error: Error | null, key: Uint8Array) => void,
  ): void
}
