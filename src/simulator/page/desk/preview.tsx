// The printed card, front and back, as it comes out of the printer; each can be saved as a PNG.
import { useEffect, useRef, useState } from 'preact/hooks'
import { print } from '../specimens.ts'
import type { Wish } from '../wish.ts'
import type { Words } from '../words.ts'

type Sides = { front: string; back: string }

/** `again` changes when the same wish would print something new. */
export const Preview = ({ wish, again, say }: { wish: Wish; again: number; say: Words }) => {
  const [sides, setSides] = useState<Sides | null>(null)
  const newest = useRef(0)
  const { card, faceOnCard } = wish
  // the photo's defects do not change the print
  useEffect(() => {
    const turn = ++newest.current
    void print(wish).then((printed) => {
      if (turn !== newest.current) return
      setSides({ front: printed.front.toDataURL('image/png'), back: printed.back.toDataURL('image/png') })
    })
  }, [card, faceOnCard, again])
  if (!sides) return <p class="hint">{say.printing}</p>
  return (
    <div class="preview" data-testid="preview">
      {(['front', 'back'] as const).map((side) => (
        <figure key={side}>
          <img src={sides[side]} alt={say[side]} />
          <figcaption>
            {say[side]}{' '}
            <a href={sides[side]} download={`specimen-${card}-${side}.png`}>
              {say.download}
            </a>
          </figcaption>
        </figure>
      ))}
    </div>
  )
}
