// Moves the focus into an editor that opens, so that the user can type without a second tap or the Tab key.
import { useEffect, useRef } from 'preact/hooks'

/** Returns a `ref` for a form; the form's first field gets the focus when the form appears. */
export const useFocusInside = () => {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus(), [])
  return form
}
