// What a screen does wrong to eyes and fingers, measured in the page that shows it.

/** What is too small, too wide for 360 px or in motion, in words that lead to it; sizes in CSS pixels. */
export const faults = (): string[] => {
  const said = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${element.textContent?.trim().slice(0, 30)}”`
  const seen = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })

  const touched = 'button, a[href], input, select, textarea, summary, [role=button], [role=radio], [tabindex="0"]'
  const small = [...document.querySelectorAll(touched)]
    .map((element) => (element.matches('input') && element.closest('label')) || element)
    .filter((element) => seen(element) && !element.closest('[aria-hidden=true]'))
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width < 47.5 || box.height < 47.5)
    .map(({ element, box }) => `${said(element)} is ${Math.round(box.width)}×${Math.round(box.height)}`)

  const pale: string[] = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const holder = texts.currentNode.parentElement
    if (!holder || !texts.currentNode.textContent?.trim() || !seen(holder)) continue
    const size = Number.parseFloat(getComputedStyle(holder).fontSize)
    if (size < 16) pale.push(`${said(holder)} is ${size}`)
  }

  const moving = document
    .getAnimations()
    .filter((one) => Number(one.effect?.getComputedTiming().activeDuration) > 100)
    .map((one) => {
      const { target } = one.effect as KeyframeEffect
      return `${target ? said(target) : ''} moves`
    })
  const wide = document.documentElement.scrollWidth
  return [...small, ...pale, ...moving, ...(wide > 360 ? [`${wide} wide`] : [])]
}
