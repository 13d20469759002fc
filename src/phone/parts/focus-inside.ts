// An editor that opens is where the person types next: no second tap, no search with the Tab key.
import { useEffect, useRef } from 'preact/hooks'

/** For the `ref` of a form: its first field has the focus once it is there. */
export const useFocusInside = () => {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus(), [])
  return form
}
