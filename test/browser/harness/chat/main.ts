// Harness page for the chat tests: draws bubbles with the simulator's own renderer and fonts.
import '@fontsource/noto-sans-thai/400.css'
import '@fontsource/noto-sans-thai/700.css'
import '../../../../src/simulator/page/styles/colours.css'
import '../../../../src/simulator/page/styles/base.css'
import '../../../../src/simulator/page/styles/phone.css'
import '../../../../src/simulator/page/styles/flex.css'
import type { messagingApi } from '@line/bot-sdk'
import { h, render } from 'preact'
import { Flex } from '../../../../src/simulator/page/flex/flex.tsx'

const app = document.getElementById('app')!
app.className = 'chat'
app.style.cssText = 'display:block;padding:10px 8px'

/** Draws one bubble. @returns its height in CSS pixels. */
const draw = async (contents: messagingApi.FlexContainer): Promise<number> => {
  render(null, app)
  render(h(Flex, { contents, onTap: () => undefined }), app)
  await document.fonts.ready
  return app.firstElementChild!.getBoundingClientRect().height
}
const kit = { draw }
Object.assign(window, { kit })
export type ChatKit = typeof kit
