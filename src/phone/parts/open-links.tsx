// Lists the share links that still work, each with a button that revokes it.
import { clockMinute } from '../../core/card/thai-date.ts'
import type { Share } from '../../core/contract/responses/holder.ts'
import { useWords } from '../app-context.ts'
import { Button } from './button.tsx'

export const OpenLinks = ({ links, onRevoke }: { links: readonly Share[]; onRevoke: (id: string) => void }) => {
  const words = useWords().holder
  if (links.length === 0) return null
  return (
    <section class="looks" data-testid="open-links">
      <h2>{words.share.open}</h2>
      {links.map(({ id, scope, expiresAt, viewsLeft }) => (
        <div class="look" key={id}>
          <p>
            <b>{words.scopes[scope].name}</b>
            <span class="muted">
              {words.share.until(clockMinute(expiresAt))} · {words.share.left(viewsLeft)}
            </span>
          </p>
          <Button id={`revoke-${id}`} stops onClick={() => onRevoke(id)}>
            {words.share.revoke}
          </Button>
        </div>
      ))}
    </section>
  )
}
