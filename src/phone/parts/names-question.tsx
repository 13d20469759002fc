// Asks about a Thai and an English name that do not fit together: a mistyped letter looks like a name.
import { useApp } from '../app-context.ts'
import type { CardForm } from '../form/card-form.ts'
import { Rows } from './boxes.tsx'
import { Button } from './button.tsx'
import { Phrases, Title } from './phrases.tsx'
import { Screen } from './screen.tsx'

type Props = { form: CardForm; busy: boolean; onEdit: () => void; onKeep: () => void }

/** `onKeep`: the card has both names as they are, and both stay. */
export const NamesQuestion = ({ form, busy, onEdit, onKeep }: Props) => {
  const { words } = useApp()
  const { title, text, edit, keep } = words.check.namesDiffer
  const { nameThai, nameEnglish } = words.check.fields
  const foot = (
    <>
      <Button id="edit-names" onClick={onEdit}>
        {edit}
      </Button>
      <Button id="keep-names" outline busy={busy} onClick={onKeep}>
        {keep}
      </Button>
    </>
  )
  const english = `${form.nameEnglish.value} ${form.lastNameEnglish.value}`.trim()
  return (
    <Screen step="checkData" foot={foot}>
      <div data-testid="names-question">
        <Title text={title} />
        <p class="muted">
          <Phrases text={text} />
        </p>
      </div>
      <Rows
        rows={[
          { icon: 'card', title: nameThai, text: form.nameThai.value },
          { icon: 'card', title: nameEnglish, text: english },
        ]}
      />
    </Screen>
  )
}
