// Chooses where the networks compute: on the phone's graphics chip when there is a real one, else in WebAssembly.

export type Backend = 'webgl' | 'wasm'

/** Software renderers take seconds a frame (5.7 s measured), WebAssembly 70 ms. */
const software = /swiftshader|llvmpipe|softpipe|software|basic render/i

/** The backend to try first on this machine. */
export const likelyBackend = (): Backend => {
  const context = document.createElement('canvas').getContext('webgl2')
  if (!context) return 'wasm'
  const named = context.getExtension('WEBGL_debug_renderer_info')
  const renderer = String(context.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : context.RENDERER))
  context.getExtension('WEBGL_lose_context')?.loseContext()
  return software.test(renderer) ? 'wasm' : 'webgl'
}
