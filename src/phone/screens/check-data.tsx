// Shows each field beside its strip of the photo. The user compares, corrects and confirms; only then is the data sent.
import { useEffect, useState } from 'preact/hooks'
import { namesFit } from '../../core/card/reading-report.ts'
import { bangkokDay } from '../../core/card/thai-date.ts'
import { triesAllowed } from '../../core/tries.ts'
import { useAct, useApp } from '../app-context.ts'
import type { Draft } from '../draft.ts'
import { formFields } from '../fields.ts'
import {
  type CardForm,
  checkForm,
  correctedFields,
  doubtfulFields,
  doubtfulFirst,
  fieldOf,
  formWith,
  toCardDraft,
} from '../form/card-form.ts'
import { Note, RefusalNotice, Waiting } from '../parts/boxes.tsx'
import { Button, Link } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { NamesQuestion } from '../parts/names-question.tsx'
import { Phrases, Title } from '../parts/phrases.tsx'
import { Screen } from '../parts/screen.tsx'
import { advice } from '../reasons.ts'

const complete = (draft: Draft | undefined): draft is Draft & { fields: CardForm } =>
  draft !== undefined && formFields.every((name) => draft.fields[name])

/** Loads the form and sorts its fields once, so that a field does not move when the user confirms it. */
const useForm = () => {
  const { drafts } = useApp()
  const [draft, setDraft] = useState<Draft & { fields: CardForm }>()
  const [order, setOrder] = useState<ReturnType<typeof doubtfulFirst>>([])
  useEffect(() => {
    drafts.load().then((loaded) => {
      if (!complete(loaded)) return
      setOrder(doubtfulFirst(loaded.fields))
      setDraft(loaded)
    })
  }, [drafts])
  const change = (form: CardForm) => {
    const next = { ...draft!, fields: form }
    setDraft(next)
    drafts.save(next)
  }
  const onScreen = draft?.onScreen?.front === true || draft?.onScreen?.back === true
  return { form: draft?.fields, onScreen, order, change }
}

export const CheckDataScreen = () => {
  const { words, view, now } = useApp()
  const { act, busy, trouble, setTrouble } = useAct()
  const { form, onScreen, order, change } = useForm()
  const { drafts } = useApp()
  const [asksNames, setAsksNames] = useState(false)
  if (!form) return <Waiting text={words.waiting} />

  const { unsure, fault } = checkForm(form, bangkokDay(now()))
  // The service's fault takes precedence over the phone's own check. `Field` shows a fault once the value is confirmed.
  const shownFault = trouble && fieldOf(trouble.reason) ? trouble.reason : fault
  const faulty = shownFault && fieldOf(shownFault)
  const retake = async () => {
    const answer = await act((api) => api.cardLost())
    if (answer.ok) await drafts.erase()
  }
  const label =
    unsure.length > 0 ? words.check.remaining(unsure.length) : fault ? words.check.fixFirst : words.check.confirm
  const unresolved = unsure[0] ?? faulty
  const send = async (namesConfirmed: boolean) => {
    const report = { corrected: correctedFields(form), doubtful: doubtfulFields(form), onScreen, namesConfirmed }
    const answer = await act((api) => api.data(toCardDraft(form), report))
    setAsksNames(!answer.ok && answer.reason === 'names_differ')
  }
  // While a field is unresolved, the button scrolls to that field instead of sending.
  const confirm = () => {
    if (unresolved)
      return document.querySelector(`[data-testid="field-${unresolved}"]`)?.scrollIntoView({ block: 'center' })
    return namesFit(toCardDraft(form)) ? send(false) : setAsksNames(true)
  }
  if (asksNames)
    return (
      <NamesQuestion
        form={form}
        busy={busy}
        onEdit={() => {
          setTrouble(undefined)
          setAsksNames(false)
        }}
        onKeep={() => send(true)}
      />
    )
  const foot = (
    <>
      {trouble && !fieldOf(trouble.reason) && <RefusalNotice trouble={trouble} />}
      <p class="private">
        <Icon name="lock" />
        {words.check.sends}
      </p>
      <Button id="confirm-data" busy={busy} waiting={unresolved !== undefined} onClick={confirm}>
        {label}
      </Button>
    </>
  )
  return (
    <Screen step="checkData" foot={foot}>
      <div>
        <Title text={words.check.title} />
        <p class="muted">
          <Phrases text={words.check.text} />
        </p>
      </div>
      {view.lastFailure && (
        <Note icon="warning" tone="warn">
          <strong>{advice(words, view.lastFailure).title}</strong>
          <br />
          {advice(words, view.lastFailure).todo.join(' · ')}
        </Note>
      )}
      {view.triesLeft < triesAllowed && <Note>{words.triesUsed(triesAllowed - view.triesLeft, triesAllowed)}</Note>}
      {order.map((name) => (
        <Field
          key={name}
          name={name}
          field={form[name]}
          fault={faulty === name ? shownFault : undefined}
          onChange={(value) => {
            setTrouble(undefined)
            change(formWith(form, name, value))
          }}
        />
      ))}
      <Link id="retake" onClick={() => !busy && retake()}>
        {words.check.retake}
      </Link>
    </Screen>
  )
}
