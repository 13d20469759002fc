// Types of chromium.mjs, which is plain JavaScript because it runs before anything is installed.
export const findChromium: () => string | undefined
export const installChromium: () => boolean
export const chromiumArgs: string[]
