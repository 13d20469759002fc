// A sheet over the chat. It takes the focus and closes with Escape.
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

type Props = { title: string; testId: string; onClose: () => void; children: ComponentChildren }

export const Sheet = ({ title, testId, onClose, children }: Props) => {
  const sheet = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const before = document.activeElement
    sheet.current?.focus()
    return () => (before as HTMLElement | null)?.focus?.()
  }, [])
  return (
    <div
      class="picker"
      role="dialog"
      aria-label={title}
      tabIndex={-1}
      ref={sheet}
      data-testid={testId}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
    >
      <h2>{title}</h2>
      {children}
    </div>
  )
}
