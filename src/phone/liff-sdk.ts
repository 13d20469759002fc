// LINE's own SDK, only the parts that we use, in one file that is fetched when there is no stand-in.

import CloseWindow from '@line/liff/close-window'
import { liff } from '@line/liff/core'
import GetIdToken from '@line/liff/get-id-token'
import IsApiAvailable from '@line/liff/is-api-available'
import IsInClient from '@line/liff/is-in-client'
import IsLoggedIn from '@line/liff/is-logged-in'
import Login from '@line/liff/login'

for (const Module of [CloseWindow, GetIdToken, IsInClient, IsLoggedIn, Login]) liff.use(new Module())
liff.use(new IsApiAvailable())

/** A tenth of all that a phone loads first, and most visits never need it. */
const withMore = async (): Promise<void> => {
  const { OpenWindow, ShareTargetPicker } = await import('./liff-more.ts')
  liff.use(new ShareTargetPicker())
  liff.use(new OpenWindow())
}

export { liff, withMore }
