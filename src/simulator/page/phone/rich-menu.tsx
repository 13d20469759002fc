// The rich menu: its picture, its tappable areas, and the bar below the composer that folds it.
import type { RichMenu } from '../../wire.ts'
import type { Taps } from '../flex/tap.tsx'
import type { Words } from '../words.ts'

const percent = (part: number | undefined, whole: number) => `${((part ?? 0) / whole) * 100}%`

type Props = { menu: RichMenu; open: boolean; say: Words; onTap: Taps; onFold: (open: boolean) => void }

export const RichMenuBar = ({ menu, open, say, onTap, onFold }: Props) => {
  const { width = 2500, height = 1686 } = menu.size
  return (
    <div class="rich-menu">
      <button type="button" class="chat-bar" aria-expanded={open} onClick={() => onFold(!open)}>
        {menu.chatBarText} {open ? '▾' : '▴'}
      </button>
      {open && (
        <div class="areas" style={{ aspectRatio: `${width} / ${height}` }}>
          <img src={menu.imageUrl} alt={menu.name} />
          {menu.areas.map(({ bounds, action }, i) => (
            <button
              type="button"
              key={i}
              data-testid="rich-menu-area"
              aria-label={action?.label ?? `${say.menuAction} ${i + 1}`}
              style={{
                left: percent(bounds?.x, width),
                top: percent(bounds?.y, height),
                width: percent(bounds?.width, width),
                height: percent(bounds?.height, height),
              }}
              onClick={() => action && onTap(action)}
            />
          ))}
        </div>
      )}
    </div>
  )
}
