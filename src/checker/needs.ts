// What a phone must have for the page to check a card. Asked at the start; without it the text of index.html stays, which
// a phone that cannot even parse the page's code sees too. iOS 15.4 and Android WebView 90 have all of it. What is newer
// is guarded where it is used: BarcodeDetector, DecompressionStream, Object.hasOwn, serviceWorker, userActivation,
// vibrate, speechSynthesis. The page does without look-behind, URL.canParse and Array.at.

/** Each with the oldest iOS and Chromium that have it. */
const needs: readonly (() => unknown)[] = [
  // iOS 11, Chromium 37; absent over plain HTTP too.
  () => crypto.subtle,
  // iOS 12.2, Chromium 66.
  () => AbortController,
  // iOS 13.4, Chromium 85.
  () => ''.replaceAll,
  // iOS 15, Chromium 50. For a picture of the code.
  () => createImageBitmap,
]

export const canCheck = (): boolean => {
  try {
    return needs.every((need) => need())
  } catch {
    return false // no such name
  }
}
