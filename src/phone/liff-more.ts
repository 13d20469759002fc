// Modules of LINE's SDK that few visits need: the list of friends, and opening the phone's own browser.
import OpenWindow from '@line/liff/open-window'
import ShareTargetPicker from '@line/liff/share-target-picker'

export { OpenWindow, ShareTargetPicker }
