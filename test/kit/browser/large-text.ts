// Plays the text size of a phone's settings: every text of a page becomes larger, and nothing else does.
import type { Page } from 'playwright-core'

/** `factor`: 2 for 200 %. Android's WebView enlarges each font size; a line height in px stays, one without a unit grows. */
export const enlargeText = (page: Page, factor: number): Promise<void> =>
  page.evaluate((by) => {
    const elements = [...document.querySelectorAll<HTMLElement>('body, body *')]
    const sizes = elements.map((element) => Number.parseFloat(getComputedStyle(element).fontSize))
    elements.forEach((element, i) => {
      element.style.fontSize = `${sizes[i]! * by}px`
    })
    dispatchEvent(new Event('resize'))
  }, factor)
