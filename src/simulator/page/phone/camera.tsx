// The chat's camera and album: sends a photo of the specimen, or a file of this machine.
import { useState } from 'preact/hooks'
import type { Person } from '../../wire.ts'
import { sendMedia } from '../platform.ts'
import type { PrintOptions, Thing } from '../print-options.ts'
import { takePhoto } from '../specimens.ts'
import type { Words } from '../words.ts'
import { Sheet } from './sheet.tsx'

type Props = { person: Person; printOptions: PrintOptions; say: Words; onClose: () => void }

export const ChatCamera = ({ person, printOptions, say, onClose }: Props) => {
  const [busy, setBusy] = useState(false)
  const send = async (files: readonly Blob[]) => {
    onClose()
    await sendMedia(person.id, 'image', files)
  }
  const shoot = async (thing: Thing) => {
    setBusy(true)
    await send([await takePhoto(thing, printOptions)])
  }
  return (
    <Sheet title={say.takePicture} testId="chat-camera" onClose={onClose}>
      {(Object.keys(say.things) as Thing[]).map((thing) => (
        <button
          type="button"
          key={thing}
          class="quiet"
          disabled={busy}
          data-testid={`shoot-${thing}`}
          onClick={() => void shoot(thing)}
        >
          {say.things[thing]}
        </button>
      ))}
      <label class="quiet file">
        {say.chooseFile}
        <input
          type="file"
          accept="image/*"
          multiple
          data-testid="shoot-file"
          onChange={(event) => void send([...(event.currentTarget.files ?? [])])}
        />
      </label>
      <button type="button" class="plain" onClick={onClose}>
        {busy ? say.printing : say.cancel}
      </button>
    </Sheet>
  )
}
