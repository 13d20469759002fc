// Modules of LINE's SDK that few visits need: the list of friends, logging out, and opening the phone's own browser.
import Logout from '@line/liff/logout'
import OpenWindow from '@line/liff/open-window'
import ShareTargetPicker from '@line/liff/share-target-picker'

export { Logout, OpenWindow, ShareTargetPicker }
