// Makes a part smaller step by step until its content fits, e.g. on a small screen or with large text.
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/**
 * Returns a ref for the element. Sets `data-fit` on it: 0 while everything fits, else the first of the steps up to `most`
 * at which it does. The style sheet says what each step leaves out.
 */
export const useFit = <E extends HTMLElement>(most: number): RefObject<E | null> => {
  const element = useRef<E>(null)
  const fit = () => {
    const box = element.current
    if (!box) return
    for (let step = 0; step <= most; step++) {
      box.dataset.fit = String(step)
      if (box.scrollHeight <= box.clientHeight) return
    }
    // Nothing more can be left out: the end has what the user needs now, the digits and the reason of a refusal.
    box.scrollTop = box.scrollHeight
  }
  // After every change of the content, before it is painted.
  useLayoutEffect(fit)
  useLayoutEffect(() => {
    addEventListener('resize', fit)
    // A font that arrives late is wider or taller.
    document.fonts?.ready.then(fit)
    return () => removeEventListener('resize', fit)
  }, [])
  return element
}
