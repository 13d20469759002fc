// Sets the PIN: the user chooses a picture, then enters eight digits twice. A PIN that is easy to guess is refused.
import { useState } from 'preact/hooks'
import type { ServiceRefusal } from '../../core/contract/call.ts'
import type { View } from '../../core/contract/responses/view.ts'
import { type PinPicture, pinPictures } from '../../core/pin/pictures.ts'
import { checkPin } from '../../core/pin/rules.ts'
import type { Answer } from '../api.ts'
import { useAct, useApp } from '../app-context.ts'
import { Phrases, Title } from '../parts/phrases.tsx'
import { PinPad } from '../parts/pin-pad.tsx'
import { PinPictureImage } from '../parts/pin-picture.tsx'
import { PinRefusalNotice } from '../parts/pin-refusal.tsx'
import { Progress } from '../parts/progress.tsx'
import { Screen } from '../parts/screen.tsx'

const ChoosePicture = ({ onChosen }: { onChosen: (picture: PinPicture) => void }) => {
  const { words, view } = useApp()
  return (
    <Screen step={view.step}>
      <Title text={words.pin.pictureTitle} />
      <p class="muted">
        <Phrases text={words.pin.pictureText} />
      </p>
      <ul class="pictures">
        {pinPictures.map((name) => (
          <li key={name}>
            <button type="button" data-testid={`pin-picture-${name}`} onClick={() => onChosen(name)}>
              <PinPictureImage name={name} />
              {words.pin.pictures[name]}
            </button>
          </li>
        ))}
      </ul>
    </Screen>
  )
}

/** The PIN of an enrolment. */
export const SetPinScreen = () => {
  const { api, view } = useApp()
  return <ChoosePin set={api.pin} refuses={(pin) => (view.data ? checkPin(pin, view.data) : undefined)} />
}

type Props = {
  set: (pin: string, picture: PinPicture) => Promise<Answer<View>>
  /** Checks the first entry, where the phone knows the card's data: a PIN must not be a birth date, for example. */
  refuses?: (pin: string) => ReturnType<typeof checkPin> | undefined
}

export const ChoosePin = ({ set, refuses }: Props) => {
  const { words, view } = useApp()
  const { act, busy } = useAct()
  const [picture, setPicture] = useState<PinPicture>()
  const [first, setFirst] = useState<string>()
  const [trouble, setTrouble] = useState<ServiceRefusal>()
  if (!picture) return <ChoosePicture onChosen={setPicture} />

  const startOver = (reason: string) => {
    setFirst(undefined)
    setTrouble({ reason })
  }
  const enter = async (pin: string) => {
    setTrouble(undefined)
    if (first === undefined) {
      const checked = refuses?.(pin)
      return checked && !checked.ok ? setTrouble({ reason: checked.reason }) : setFirst(pin)
    }
    if (pin !== first) return startOver('mismatch')
    const answer = await act(() => set(pin, picture))
    if (!answer.ok) startOver(answer.reason)
  }
  return (
    <PinPad
      picture={picture}
      title={first === undefined ? words.pin.first : words.pin.again}
      head={<Progress step={view.step} />}
      busy={busy}
      onComplete={enter}
    >
      {trouble && <PinRefusalNotice trouble={trouble} waitMs={0} />}
    </PinPad>
  )
}
