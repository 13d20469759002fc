// Declares the parts of Node's global scope that neither ES2023 nor Node's types declare.
declare namespace WebAssembly {
  class Module {}
  function compile(bytes: Uint8Array): Promise<Module>
}
