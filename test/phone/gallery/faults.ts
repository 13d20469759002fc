// Measures accessibility faults of a screen in the page: targets and text that are too small, and motion.

/** Describes each element that is too small, too wide for 360 px or in motion. Sizes are in CSS pixels. */
export const faults = (): string[] => {
  const nameOf = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${element.textContent?.trim().slice(0, 30)}”`
  const isVisible = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })

  const targets = 'button, a[href], input, select, textarea, summary, [role=button], [role=radio], [tabindex="0"]'
  const small = [...document.querySelectorAll(targets)]
    .map((element) => (element.matches('input') && element.closest('label')) || element)
    .filter((element) => isVisible(element) && !element.closest('[aria-hidden=true]'))
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width < 47.5 || box.height < 47.5)
    .map(({ element, box }) => `${nameOf(element)} is ${Math.round(box.width)}×${Math.round(box.height)}`)

  const smallText: string[] = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const holder = texts.currentNode.parentElement
    if (!holder || !texts.currentNode.textContent?.trim() || !isVisible(holder)) continue
    const size = Number.parseFloat(getComputedStyle(holder).fontSize)
    if (size < 16) smallText.push(`${nameOf(holder)} is ${size}`)
  }

  const moving = document
    .getAnimations()
    .filter((one) => Number(one.effect?.getComputedTiming().activeDuration) > 100)
    .map((one) => {
      const { target } = one.effect as KeyframeEffect
      return `${target ? nameOf(target) : ''} moves`
    })
  const wide = document.documentElement.scrollWidth
  return [...small, ...smallText, ...moving, ...(wide > 360 ? [`${wide} wide`] : [])]
}
