// Shows the picture for the card before it is sent. The user uses it or takes another.
import type { ServiceRefusal } from '../../core/contract/call.ts'
import { useApp } from '../app-context.ts'
import { RefusalNotice } from '../parts/boxes.tsx'
import { Button, Link } from '../parts/button.tsx'
import { Title } from '../parts/phrases.tsx'
import { Picture } from '../parts/picture.tsx'
import { BareHead, Screen } from '../parts/screen.tsx'
import type { SelfieResult } from './use-selfie.ts'

type Props = {
  taken: SelfieResult
  busy: boolean
  trouble: ServiceRefusal | undefined
  onUse: () => void
  onRetake: () => void
}

export const SelfiePreview = ({ taken, busy, trouble, onUse, onRetake }: Props) => {
  const { words, view } = useApp()
  const foot = (
    <>
      <RefusalNotice trouble={trouble} />
      <Button id="confirm-selfie" icon="check" busy={busy} onClick={onUse}>
        {busy ? words.selfie.sending : words.selfie.use}
      </Button>
      <Link id="retake" onClick={() => !busy && onRetake()}>
        {words.selfie.retake}
      </Link>
    </>
  )
  return (
    <Screen step={view.step} plain head={<BareHead step={view.step} />} foot={foot}>
      <div class="centred">
        <Title text={words.selfie.preview} />
        <Picture of={taken.picture} alt={words.selfie.previewText} class="taken" testId="selfie-picture" />
        <p>{view.step === 'issued' ? words.holder.compared : words.selfie.previewText}</p>
      </div>
    </Screen>
  )
}
