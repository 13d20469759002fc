// From a picture to a draft: reads it on this phone, keeps what was read, and tells the service only that it was read.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Pixels, Quad } from '../../vision/pixels.ts'
import { useAct, useApp } from '../app-context.ts'
import { type Draft, hasBack, hasFront } from '../draft.ts'
import { withBack, withFront } from '../form/reading.ts'
import type { BackReading, CardReader, FrontReading } from '../phone-vision.ts'
import { jpegBlob, pixelsFromFile, toJpeg } from '../pictures.ts'

/** `preview`: what the failure screen shows. */
export type CardShot = { pixels: Pixels; preview?: Blob }
type Side = 'front' | 'back'

const opposite = { front: 'back', back: 'front' } as const
const wrongSide = ['front_for_back', 'back_for_front']

const preview = async (pixels: Pixels) => jpegBlob(await toJpeg(pixels, 0.6))

/** The reader starts loading as soon as somebody looks at the screen, while the card is still being found in the pocket. */
const useReader = () => {
  const { vision } = useApp()
  const [loaded, setLoaded] = useState(0)
  const opening = useRef<Promise<CardReader>>(undefined)
  const reader = useCallback(() => {
    opening.current ??= vision.cardReader(setLoaded).then((opened) => {
      setLoaded(1)
      return opened
    })
    opening.current.catch(() => {
      opening.current = undefined
    })
    return opening.current
  }, [vision])
  useEffect(() => {
    reader().catch(() => undefined)
    return () => void opening.current?.then((opened) => opened.close()).catch(() => undefined)
  }, [reader])
  return { reader, loaded }
}

export const useCard = (side: Side) => {
  const { api, drafts } = useApp()
  const { act, busy, trouble } = useAct()
  const { reader, loaded } = useReader()
  const [backRead, setBackRead] = useState(false)

  const keep = async (reading: FrontReading | BackReading) => {
    const before: Draft = (await drafts.load()) ?? { fields: {} }
    const draft =
      reading.side === 'front' ? await withFront(before, reading, toJpeg) : await withBack(before, reading, toJpeg)
    await drafts.save(draft)
    setBackRead(hasBack(draft) && !hasFront(draft))
  }

  /** Reads one picture as `as`; undefined when it is kept, else the reason. */
  const readAs = async (pixels: Pixels, as: Side, corners?: Quad): Promise<string | undefined> => {
    const opened = await reader().catch(() => undefined)
    if (!opened) return 'models_failed'
    const reading = await opened.read(pixels, as, corners)
    if (!reading.ok) return reading.reason
    await keep(reading.value)
    return undefined
  }

  return {
    loaded,
    backRead,
    busy,
    trouble,
    shotOf: async (file: Blob): Promise<CardShot | undefined> => {
      const pixels = await pixelsFromFile(file)
      return pixels && { pixels, preview: file }
    },
    read: async (shot: CardShot, corners?: Quad) => {
      const reason = await readAs(shot.pixels, side, corners)
      if (reason) shot.preview ??= await preview(shot.pixels)
      return reason
    },
    /** Photos from the chat: which side they show decides what they are, never the order they came in. Erased once read. */
    readWaiting: async (photos: readonly { id: string }[]): Promise<string | undefined> => {
      let worst: string | undefined
      let kept = 0
      for (const { id } of photos) {
        const fetched = await api.photo(id)
        if (!fetched.ok) return fetched.reason
        const pixels = await pixelsFromFile(fetched.value)
        let reason = pixels ? await readAs(pixels, side) : 'picture_unreadable'
        if (pixels && reason && wrongSide.includes(reason)) reason = await readAs(pixels, opposite[side])
        if (reason === 'models_failed') return reason
        if (reason) worst = reason
        else kept++
        await api.erasePhoto(id)
      }
      return kept > 0 ? undefined : worst
    },
    /** Tells the service what is read by now, and shows where that leads. False when it could not be told. */
    goOn: async (): Promise<boolean> => {
      const draft = await drafts.load()
      if (side === 'front' && !hasFront(draft)) return (await act((client) => client.me())).ok
      const answer = side === 'front' ? await act((client) => client.cardFront()) : undefined
      if (answer && !answer.ok) return false
      return hasBack(draft) ? (await act((client) => client.cardBack())).ok : true
    },
  }
}
