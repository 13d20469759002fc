// Streams a ZIP: one file in memory at a time, without compression, because pictures are compressed already.
import { Zip, ZipPassThrough } from 'fflate'

export type ZipEntry = { name: string; bytes: Uint8Array }

/**
 * `at`: modification time of every file, ms since the epoch. An error of `files` breaks the stream off, so that the
 * reader sees that the ZIP is incomplete.
 */
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
