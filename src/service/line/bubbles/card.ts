// The card in the chat. The message stays for years and never updates, so it
// shows no status and proves nothing by itself.
import type { messagingApi } from '@line/bot-sdk'
import type { CardFace } from '../../../core/contract/responses/view.ts'
import { bubble, button, colours, column, mutedText, row, text } from '../flex/parts.ts'
import { answerButton, openPage } from '../flex/tap.ts'
import type { Speech } from '../speech.ts'

type Component = messagingApi.FlexComponent

const header = ({ words, issuer, picture }: Speech, level: string): messagingApi.FlexBox => {
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
  const chip = column([text(level, 'xs', { weight: 'bold', color: colours.kram, wrap: false })], {
    flex: 0,
    backgroundColor: colours.white,
    cornerRadius: '12px',
    paddingAll: '4px',
    paddingStart: '10px',
    paddingEnd: '10px',
  })
  const line = {
    paddingAll: '14px',
    paddingStart: '18px',
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

/** First name and surname are on separate lines, because Thai wraps badly inside a name. */
const holder = ({ nameThai, nameEnglish, idMasked, portraitUrl }: CardFace): Component => {
  const names = nameThai.filter((part) => part.trim() !== '')
  const portrait = { type: 'image', url: portraitUrl, size: 'full', aspectRatio: '4:5', aspectMode: 'cover' } as const
  const frame = { width: '92px', height: '115px', cornerRadius: '10px', borderWidth: '1px', borderColor: colours.line }
  const lines = [
    ...names.map((part) => text(part, 'lg', { weight: 'bold' })),
    ...(nameEnglish.trim() ? [mutedText(nameEnglish)] : []),
    text(idMasked, 'md', { weight: 'bold', margin: 'md' }),
  ]
  return row(
    [column([portrait], { ...frame, flex: 0 }), column(lines, { flex: 1, justifyContent: 'center', spacing: 'xs' })],
    {
      spacing: 'lg',
    },
  )
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
  const dates = column([dateRow(texts.validUntil, face.validUntil), dateRow(texts.issuedOn, face.issuedOn)], {
    spacing: 'sm',
  })
  const flex = bubble(texts.alt, {
    header: header(speech, texts.grade[face.grade ?? 'declared']),
    body: [holder(face), assurance, dates, mutedText(texts.notProof, 'xs')],
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
