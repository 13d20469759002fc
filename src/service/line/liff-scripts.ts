// The only code of another site that a page loads: what LINE's own SDK loads in the mini-app.

/**
 * Two scripts that LIFF itself loads at its start on Android outside LINE, to offer the way into LINE. Without them
 * `liff.init` never settles. The version is the installed SDK's: `test/service/line/liff-scripts.test.ts` compares them.
 */
export const liffScripts = 'https://static.line-scdn.net/lui/edge/versions/1.13.0/'
