// The specimen printer's panel: chooses card, face and the photo's defects; sends to the camera, the chat or a file.
import { useState } from 'preact/hooks'
import type { Language } from '../../../core/languages.ts'
import type { Shot } from '../../specimen/photograph.ts'
import type { Person } from '../../wire.ts'
import { sendMedia, setSwitches } from '../platform.ts'
import type { PrintOptions } from '../print-options.ts'
import { faceIds, specimenPeople, takePhoto } from '../specimens.ts'
import type { Words } from '../words.ts'
import { Preview } from './preview.tsx'
import { WebcamFace } from './webcam-face.tsx'

type Props = {
  person: Person
  printOptions: PrintOptions
  language: Language
  say: Words
  onPrintOptions: (printOptions: PrintOptions) => void
}

/** A number distinguishes photographs of one person. */
const faceName = (id: string, say: Words): string => {
  if (id === 'webcam') return say.webcamFace
  const [name, n] = id.split('-')
  return id === 'drawn' ? say.drawnFace : n ? say.photoOf(name, Number(n)) : name
}

const defects = (say: Words): [name: string, label: string, part: Shot][] => [
  ['blur', say.blurred, { blur: 7 }],
  ['glare', say.glare, { glare: true }],
  ['shift', say.cutOff, { shift: 0.28 }],
  ['turn', say.turned, { turn: 6, tilt: 0.05 }],
  ['upsideDown', say.upsideDown, { upsideDown: true }],
  ['table', say.lightTable, { table: 'light' }],
]

export const SpecimenPanel = ({ person, printOptions, language, say, onPrintOptions }: Props) => {
  const [ownFace, setOwnFace] = useState(0)
  const faces = [...faceIds, ...(ownFace > 0 ? ['webcam'] : [])]
  const toggle = (part: Shot) => {
    const keys = Object.keys(part) as (keyof Shot)[]
    const rest = Object.fromEntries(
      Object.entries(printOptions.shot).filter(([key]) => !keys.includes(key as keyof Shot)),
    )
    onPrintOptions({
      ...printOptions,
      shot: keys.some((key) => key in printOptions.shot) ? rest : { ...rest, ...part },
    })
  }
  const send = async (side: 'front' | 'back') => sendMedia(person.id, 'image', [await takePhoto(side, printOptions)])
  const FaceSelect = ({ of, label }: { of: 'faceOnCard' | 'faceAtCamera'; label: string }) => (
    <label>
      {label}
      <select
        value={printOptions[of]}
        data-testid={of}
        onChange={(event) => onPrintOptions({ ...printOptions, [of]: event.currentTarget.value })}
      >
        {faces.map((id) => (
          <option key={id} value={id}>
            {faceName(id, say)}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <section class="panel specimen" aria-label={say.specimen}>
      <h2>{say.specimen}</h2>
      <Preview printOptions={printOptions} again={ownFace} say={say} />
      <div class="settings">
        <label>
          {say.cardOf}
          <select
            value={printOptions.card}
            data-testid="specimen-card"
            onChange={(event) => onPrintOptions({ ...printOptions, card: event.currentTarget.value })}
          >
            {specimenPeople.map((one) => (
              <option key={one.id} value={one.id}>
                {one.firstNameThai} {one.lastNameThai} · {one.trait[language]}
              </option>
            ))}
          </select>
        </label>
        {FaceSelect({ of: 'faceOnCard', label: say.faceOnCard })}
        {FaceSelect({ of: 'faceAtCamera', label: say.faceAtCamera })}
        <fieldset>
          <legend>{say.defects}</legend>
          {defects(say).map(([name, label, part]) => (
            <label key={name}>
              <input
                type="checkbox"
                data-testid={`defect-${name}`}
                checked={name in printOptions.shot}
                onChange={() => toggle(part)}
              />
              {label}
            </label>
          ))}
        </fieldset>
        <div class="row">
          <button type="button" class="quiet" data-testid="send-front" onClick={() => void send('front')}>
            {say.sendFront}
          </button>
          <button type="button" class="quiet" data-testid="send-back" onClick={() => void send('back')}>
            {say.sendBack}
          </button>
          <button type="button" class="quiet" onClick={() => void setSwitches({ camera: 'specimen' })}>
            {say.useInCamera}
          </button>
          <WebcamFace
            say={say}
            onTaken={() => {
              setOwnFace(ownFace + 1)
              onPrintOptions({ ...printOptions, faceOnCard: 'webcam', faceAtCamera: 'webcam' })
            }}
          />
        </div>
      </div>
    </section>
  )
}
