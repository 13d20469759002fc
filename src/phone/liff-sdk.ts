// LINE's own SDK, only the parts that we use, in one file that is fetched when there is no stand-in.

import CloseWindow from '@line/liff/close-window'
import { liff } from '@line/liff/core'
import GetAppLanguage from '@line/liff/get-app-language'
import GetIdToken from '@line/liff/get-id-token'
import IsApiAvailable from '@line/liff/is-api-available'
import IsInClient from '@line/liff/is-in-client'
import IsLoggedIn from '@line/liff/is-logged-in'
import Login from '@line/liff/login'
import OpenWindow from '@line/liff/open-window'

for (const Module of [CloseWindow, GetAppLanguage, GetIdToken, IsInClient, IsLoggedIn, Login]) liff.use(new Module())
liff.use(new IsApiAvailable())
liff.use(new OpenWindow())

/** The list of friends weighs a tenth of all that a phone loads first, and most visits never open it. */
const withSharing = async (): Promise<void> => {
  const { default: ShareTargetPicker } = await import('@line/liff/share-target-picker')
  liff.use(new ShareTargetPicker())
}

export { liff, withSharing }
