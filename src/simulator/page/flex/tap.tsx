// Draws a tappable part of a message: a real button if it has an action, else a plain block.
import type { messagingApi } from '@line/bot-sdk'
import type { ComponentChildren } from 'preact'
import type { Style } from './measures.ts'

export type Taps = (action: messagingApi.Action) => void
type Props = {
  action?: messagingApi.Action
  onTap: Taps
  class: string
  style: Style
  children: ComponentChildren
}

/** The innermost action wins, as in LINE. */
export const Tap = ({ action, onTap, class: name, style, children }: Props) =>
  action ? (
    <button
      type="button"
      class={`${name} tap`}
      style={style}
      aria-label={action.label}
      onClick={(event) => {
        event.stopPropagation()
        onTap(action)
      }}
    >
      {children}
    </button>
  ) : (
    <div class={name} style={style}>
      {children}
    </div>
  )
