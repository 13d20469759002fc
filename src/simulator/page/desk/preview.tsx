// Previews the printed card's front and back. Each can be saved as a PNG.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { PrintedCard } from '../../specimen/print.ts'
import type { PrintOptions } from '../print-options.ts'
import { print, toBlob } from '../specimens.ts'
import type { Words } from '../words.ts'

/** Pixels of the preview's width. The full file takes half a second, so it is made only for saving. */
const shownWidth = 640

const Shown = ({ sheet, label }: { sheet: HTMLCanvasElement; label: string }) => {
  const shown = useRef<HTMLCanvasElement>(null)
  const height = Math.round((shownWidth * sheet.height) / sheet.width)
  useEffect(() => {
    const pen = shown.current?.getContext('2d')
    if (!pen) return
    pen.clearRect(0, 0, shownWidth, height)
    pen.imageSmoothingQuality = 'high'
    pen.drawImage(sheet, 0, 0, shownWidth, height)
  }, [sheet])
  return <canvas ref={shown} width={shownWidth} height={height} role="img" aria-label={label} />
}

const save = async (sheet: HTMLCanvasElement, name: string): Promise<void> => {
  const href = URL.createObjectURL(await toBlob(sheet, 'image/png'))
  Object.assign(document.createElement('a'), { href, download: name }).click()
  // The URL must outlive this call, because some browsers fetch it later.
  setTimeout(() => URL.revokeObjectURL(href), 60_000)
}

/** `again` changes if the same options would print another card. */
export const Preview = ({ printOptions, again, say }: { printOptions: PrintOptions; again: number; say: Words }) => {
  const [sides, setSides] = useState<PrintedCard | null>(null)
  const newest = useRef(0)
  const { card, faceOnCard } = printOptions
  // The photo's defects do not change the print.
  useEffect(() => {
    const turn = ++newest.current
    void print(printOptions).then((printed) => {
      if (turn === newest.current) setSides(printed)
    })
  }, [card, faceOnCard, again])
  if (!sides) return <p class="hint">{say.printing}</p>
  return (
    <div class="preview" data-testid="preview">
      {(['front', 'back'] as const).map((side) => (
        <figure key={side}>
          <Shown sheet={sides[side]} label={say[side]} />
          <figcaption>
            {say[side]}{' '}
            <button type="button" class="link" onClick={() => save(sides[side], `specimen-${card}-${side}.png`)}>
              {say.download}
            </button>
          </figcaption>
        </figure>
      ))}
    </div>
  )
}
