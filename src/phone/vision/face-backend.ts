// Chooses where the face networks run: on the graphics chip if the phone has a real one, else in WebAssembly.

export type Backend = 'webgl' | 'wasm'

/** Names of software renderers: they take seconds per frame (measured: 5.7 s), WebAssembly about 70 ms. */
const software = /swiftshader|llvmpipe|softpipe|software|basic render/i

/** The backend to try first on this machine. */
export const likelyBackend = (): Backend => {
  const context = document.createElement('canvas').getContext('webgl2')
  if (!context) return 'wasm'
  const debugInfo = context.getExtension('WEBGL_debug_renderer_info')
  const renderer = String(context.getParameter(debugInfo ? debugInfo.UNMASKED_RENDERER_WEBGL : context.RENDERER))
  context.getExtension('WEBGL_lose_context')?.loseContext()
  return software.test(renderer) ? 'wasm' : 'webgl'
}
