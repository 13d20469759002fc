// Types of chromium.mjs, which is plain JavaScript because it runs before anything is installed.
export const findChromium: () => string | undefined
export const findWholeChromium: () => string | undefined
export const ensureChromium: () => string | undefined
export const chromiumArgs: string[]
