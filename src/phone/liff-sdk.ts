// LINE's own SDK with only the modules that the app uses. It is not loaded when the simulator supplies an SDK.

import CloseWindow from '@line/liff/close-window'
import { liff } from '@line/liff/core'
import GetIdToken from '@line/liff/get-id-token'
import IsApiAvailable from '@line/liff/is-api-available'
import IsInClient from '@line/liff/is-in-client'
import IsLoggedIn from '@line/liff/is-logged-in'
import Login from '@line/liff/login'

for (const Module of [CloseWindow, GetIdToken, IsInClient, IsLoggedIn, Login]) liff.use(new Module())
liff.use(new IsApiAvailable())

/** Adds the modules of liff-more.ts. They would be a tenth of the first load, and most visits never need them. */
const withMore = async (): Promise<void> => {
  const { Logout, OpenWindow, ShareTargetPicker } = await import('./liff-more.ts')
  liff.use(new ShareTargetPicker())
  liff.use(new OpenWindow())
  liff.use(new Logout())
}

export { liff, withMore }
