// What a phone must have for the mini-app. Asked once at the start; a phone without it is told so, and what to do.
// index.html has the same words for a phone that cannot parse the code at all.

/** Each with the oldest iOS and Chromium that have it. iOS 15.4 and Android WebView 100 have all of it. */
const needs: readonly (() => unknown)[] = [
  // iOS 11, Chromium 57. Reads cards and compares faces.
  () => WebAssembly.instantiate,
  // iOS 11, Chromium 37; absent over plain HTTP too.
  () => crypto.subtle.importKey,
  // iOS 15, Chromium 50.
  () => createImageBitmap,
  // iOS 15.4, Chromium 92 to 98.
  () => [].at,
  () => [].findLast,
  () => Object.hasOwn,
  () => structuredClone,
  // iOS 15.4, Chromium 83: the frames of the camera.
  () => HTMLVideoElement.prototype.requestVideoFrameCallback,
]

export const canRun = (): boolean => {
  try {
    return needs.every((need) => need())
  } catch {
    return false // no such name
  }
}
