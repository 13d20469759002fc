// A ZIP while it is being read: one file in memory at a time, nothing compressed, for pictures are already.
import { Zip, ZipPassThrough } from 'fflate'

export type ZipEntry = { name: string; bytes: Uint8Array }

/** `at`: ms since the epoch, the time that every file bears. A fault of `files` breaks the stream off: half a copy is seen to be half. */
export const zipStream = (files: AsyncGenerator<ZipEntry, void>, at: number): ReadableStream<Uint8Array> => {
  const zip = new Zip()
  const start = (stream: ReadableStreamDefaultController<Uint8Array>) => {
    zip.ondata = (error, chunk, last) => {
      if (error) return stream.error(error)
      stream.enqueue(chunk)
      if (last) stream.close()
    }
  }
  const pull = async () => {
    const { done, value } = await files.next()
    if (done) return zip.end()
    const file = new ZipPassThrough(value.name)
    file.mtime = at
    zip.add(file)
    file.push(value.bytes, true)
  }
  const cancel = async () => {
    zip.terminate()
    await files.return()
  }
  return new ReadableStream({ start, pull, cancel })
}
