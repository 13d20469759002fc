// Reads a photo of the card on the phone and saves the data in the draft. The service learns only that a side was read.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Pixels, Quad } from '../../vision/pixels.ts'
import { useAct, useApp } from '../app-context.ts'
import { type Draft, hasBack, hasFront } from '../draft.ts'
import { withBack, withFront } from '../form/reading.ts'
import type { BackReading, CardReader, FrontReading } from '../phone-vision.ts'
import { jpegBlob, pixelsFromFile, toJpeg } from '../pictures.ts'

/** `preview`: the picture that the failure screen shows. */
export type CardShot = { pixels: Pixels; preview?: Blob }
type Side = 'front' | 'back'

const opposite = { front: 'back', back: 'front' } as const
const wrongSide = ['front_for_back', 'back_for_front']

const preview = async (pixels: Pixels) => jpegBlob(await toJpeg(pixels, 0.6))

/** Starts loading the reader when the screen appears, so that it is ready when the user has the card at hand. */
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
  /** Ends a reader that failed while reading; the next picture gets a new one. */
  const discard = useCallback(() => {
    const failed = opening.current
    opening.current = undefined
    setLoaded(0)
    failed?.then((opened) => opened.close()).catch(() => undefined)
  }, [])
  useEffect(() => {
    reader().catch(() => undefined)
    return () => void opening.current?.then((opened) => opened.close()).catch(() => undefined)
  }, [reader])
  return { reader, discard, loaded }
}

export const useCard = (side: Side) => {
  const { api, drafts } = useApp()
  const { act, busy, trouble } = useAct()
  const { reader, discard, loaded } = useReader()
  const [backRead, setBackRead] = useState(false)

  const keep = async (reading: FrontReading | BackReading) => {
    const before: Draft = (await drafts.load()) ?? { fields: {} }
    const draft =
      reading.side === 'front' ? await withFront(before, reading, toJpeg) : await withBack(before, reading, toJpeg)
    await drafts.save(draft)
    setBackRead(hasBack(draft) && !hasFront(draft))
  }

  /** Reads one picture as the side `as` and saves the data. Returns the reason of a failure, else undefined. */
  const readAs = async (pixels: Pixels, as: Side, corners?: Quad): Promise<string | undefined> => {
    const opened = await reader().catch(() => undefined)
    if (!opened) return 'models_failed'
    try {
      const reading = await opened.read(pixels, as, corners)
      if (!reading.ok) return reading.reason
      await keep(reading.value)
      return undefined
    } catch {
      discard()
      return 'reader_stopped'
    }
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
    /**
     * Reads the photos sent in the chat. The side is recognised from the photo, not from the order.
     * A read photo is erased.
     */
    readWaiting: async (photos: readonly { id: string }[]): Promise<string | undefined> => {
      let lastReason: string | undefined
      let readCount = 0
      for (const { id } of photos) {
        const fetched = await api.photo(id)
        if (!fetched.ok) return fetched.reason
        const pixels = await pixelsFromFile(fetched.value)
        let reason = pixels ? await readAs(pixels, side) : 'picture_unreadable'
        if (pixels && reason && wrongSide.includes(reason)) reason = await readAs(pixels, opposite[side])
        if (reason === 'models_failed' || reason === 'reader_stopped') return reason
        if (reason) lastReason = reason
        else readCount++
        await api.erasePhoto(id)
      }
      return readCount > 0 ? undefined : lastReason
    },
    /** Tells the service which sides are read, and shows the next step. Returns false when the request failed. */
    goOn: async (): Promise<boolean> => {
      const draft = await drafts.load()
      if (side === 'front' && !hasFront(draft)) return (await act((client) => client.me())).ok
      const answer = side === 'front' ? await act((client) => client.cardFront()) : undefined
      if (answer && !answer.ok) return false
      return hasBack(draft) ? (await act((client) => client.cardBack())).ok : true
    },
  }
}
