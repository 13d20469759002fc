// Chooses a picture from the phone or its camera app. It also serves users whose browser refuses the camera.

import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { Icon } from './icon.tsx'

type Props = { dark?: boolean; onChosen: (file: Blob) => void; children: ComponentChildren }

export const FileButton = ({ dark, onChosen, children }: Props) => {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" class={dark ? 'side-tool' : 'button outline'} onClick={() => input.current?.click()}>
        <Icon name="image" />
        <span>{children}</span>
      </button>
      <input
        ref={input}
        class="unseen"
        type="file"
        accept="image/*"
        tabIndex={-1}
        aria-hidden="true"
        data-testid="file-input"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file) onChosen(file)
        }}
      />
    </>
  )
}
