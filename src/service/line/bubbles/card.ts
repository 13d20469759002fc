// The card in the chat. The message stays for years and never updates, so it
// shows no status and proves nothing by itself.
import type { messagingApi } from '@line/bot-sdk'
import type { Grade } from '../../../core/card/grade.ts'
import type { CardFace } from '../../../core/contract/responses/view.ts'
import { bubble, button, colours, column, mutedText, row, text, tones } from '../flex/parts.ts'
import { answerButton, openPage } from '../flex/tap.ts'
import type { Speech } from '../speech.ts'

type Component = messagingApi.FlexComponent

/**
 * Each grade has a sign and a ground of its own: filled with a tick, outlined with a tick, an i, a question mark. A tick is
 * never on what only the holder said.
 */
const chips: Readonly<Record<Grade, { sign: string; text: string; ground: string; border: string }>> = {
  confirmed: { sign: '✓', text: colours.white, ground: tones.good.text, border: tones.good.text },
  checked: { sign: '✓', text: tones.good.text, ground: colours.white, border: tones.good.text },
  declared: { sign: 'ⓘ', text: colours.kram, ground: colours.kramTint, border: colours.kramTint },
  doubted: { sign: '？', text: tones.care.text, ground: tones.care.ground, border: tones.care.text },
}

const header = ({ words, issuer, picture }: Speech, grade: Grade): messagingApi.FlexBox => {
  const look = chips[grade]
  const weave = {
    type: 'image',
    url: picture('weave'),
    size: 'full',
    aspectRatio: '300:64',
    aspectMode: 'cover',
  } as const
  const name = column(
    [
      text(words.brand, 'md', { weight: 'bold', color: colours.white }),
      text(issuer.name, 'xxs', { color: colours.onKram }),
    ],
    { flex: 1 },
  )
  const level = `${look.sign} ${words.card.grade[grade]}`
  const chip = column([text(level, 'xs', { weight: 'bold', color: look.text, wrap: false })], {
    flex: 0,
    backgroundColor: look.ground,
    borderColor: look.border,
    borderWidth: '2px',
    cornerRadius: '12px',
    paddingAll: '4px',
    paddingStart: '10px',
    paddingEnd: '10px',
  })
  const line = {
    paddingAll: '11px',
    paddingStart: '14px',
    paddingEnd: '16px',
    alignItems: 'center',
    spacing: 'md',
  } as const
  return column([{ ...weave, position: 'absolute', offsetTop: '0px', offsetStart: '0px' }, row([name, chip], line)], {
    paddingAll: '0px',
    background: {
      type: 'linearGradient',
      angle: '120deg',
      startColor: colours.kramDeep,
      centerColor: colours.kram,
      endColor: colours.kramMid,
    },
  })
}

/**
 * First name and surname are on separate lines, because Thai wraps badly inside a name. LINE keeps what stands here: no
 * digit of the number, and a picture just large enough to know whose card it is.
 */
const holder = ({ nameThai, nameEnglish, portraitUrl }: CardFace): Component => {
  const names = nameThai.filter((part) => part.trim() !== '')
  const frame = { width: '56px', height: '70px', cornerRadius: '10px', borderWidth: '1px', borderColor: colours.line }
  const lines = [
    ...names.map((part) => text(part, 'lg', { weight: 'bold' })),
    ...(nameEnglish.trim() ? [mutedText(nameEnglish)] : []),
  ]
  const named = column(lines, { flex: 1, justifyContent: 'center', spacing: 'xs' })
  // A frozen card has no address for its picture.
  if (!portraitUrl) return named
  const portrait = { type: 'image', url: portraitUrl, size: 'full', aspectRatio: '4:5', aspectMode: 'cover' } as const
  return row([column([portrait], { ...frame, flex: 0 }), named], { spacing: 'lg' })
}

const dateRow = (label: string, date: string): Component =>
  row([
    text(label, 'sm', { color: colours.muted, flex: 4 }),
    text(date, 'sm', { weight: 'bold', flex: 5, align: 'end' }),
  ])

/** Two messages: a sentence and the card. */
export const card = (speech: Speech, face: CardFace): messagingApi.Message[] => {
  const texts = speech.words.card
  const { document, face: seen } = face.assurance
  const assurance = column(
    [
      text(texts.document[document], 'sm', { weight: 'bold', color: colours.kram }),
      text(texts.face[seen], 'xs', { color: colours.muted }),
    ],
    { backgroundColor: colours.kramTint, cornerRadius: '10px', paddingAll: '10px', spacing: 'xs' },
  )
  // The last day is the eve of the birthday (Identification Card Act), and a card for life says that its holder is old.
  const year = face.validUntil.match(/\d{4}/)?.[0]
  const flex = bubble(texts.alt, {
    header: header(speech, face.grade ?? 'declared'),
    body: [
      holder(face),
      assurance,
      ...(year ? [dateRow(texts.validUntil, year)] : []),
      mutedText(texts.notProof, 'xs'),
    ],
    buttons: [
      button('main', openPage(speech.liffId, texts.show, '/show')),
      row(
        [
          button('equal', openPage(speech.liffId, texts.share, '/share')),
          button('equal', answerButton({ command: 'looked' }, texts.looked)),
        ],
        { spacing: 'sm' },
      ),
      button('stop', answerButton({ command: 'freeze' }, texts.freeze)),
    ],
    footerLine: true,
  })
  return [{ type: 'text', text: texts.message }, flex]
}
