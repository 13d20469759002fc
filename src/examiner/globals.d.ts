// What Node has beyond ES2023 and its own types.
declare namespace WebAssembly {
  class Module {}
  function compile(bytes: Uint8Array): Promise<Module>
}
