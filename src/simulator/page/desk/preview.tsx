// The printed card, front and back, as it comes out of the printer; each can be saved as a PNG.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { PrintedCard } from '../../specimen/print.ts'
import type { PrintOptions } from '../print-options.ts'
import { print, toBlob } from '../specimens.ts'
import type { Words } from '../words.ts'

/** Width that is shown, pixels: the file is made only when it is asked for, because it takes half a second. */
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
  // Some browsers fetch it only after this.
  setTimeout(() => URL.revokeObjectURL(href), 60_000)
}

/** `again` changes when the same wish would print something new. */
export const Preview = ({ wish: printOptions, again, say }: { wish: PrintOptions; again: number; say: Words }) => {
  const [sides, setSides] = useState<PrintedCard | null>(null)
  const newest = useRef(0)
  const { card, faceOnCard } = printOptions
  // the photo's defects do not change the print
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
