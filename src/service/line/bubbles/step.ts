// The bubble of a step: progress, question and buttons. The differences between steps are data.
import type { messagingApi } from '@line/bot-sdk'
import type { ButtonEvent } from '../../../core/chat/button.ts'
import type { Said } from '../../../core/chat/said.ts'
import { type BubbleStep, plan, progressSteps } from '../../../core/journey/map.ts'
import {
  bubble,
  button,
  column,
  explainedShort,
  mutedText,
  note,
  numbered,
  type Tone,
  text,
  title,
} from '../flex/parts.ts'
import { progress } from '../flex/progress.ts'
import { answerButton, openPage } from '../flex/tap.ts'
import type { QuickReplyName } from '../quick.ts'
import type { Speech } from '../speech.ts'

export type StepMessage = Extract<Said, { say: 'step' }>
type StepStyle = {
  picture?: 'card-front' | 'card-back'
  tone?: Tone
  /** Set if the step can be answered in the chat; otherwise its button opens the mini-app. */
  yes?: ButtonEvent
  no?: ButtonEvent
  /** Says that the issuer is not a government body. */
  notice?: true
  /** Photos of the card may also come by chat. */
  photos?: true
  quick?: readonly QuickReplyName[]
}

const styles: Readonly<Record<BubbleStep, StepStyle>> = {
  terms: { yes: 'termsAccepted', no: 'termsDeclined', notice: true, quick: ['prepare'] },
  faceConsent: { yes: 'faceAgreed', no: 'faceRefused', tone: 'info' },
  cardFront: { picture: 'card-front', tone: 'good', photos: true, quick: ['camera', 'cameraRoll', 'prepare'] },
  cardBack: { picture: 'card-back', tone: 'good', photos: true, quick: ['camera', 'cameraRoll'] },
  checkData: {},
  register: {},
  selfie: { tone: 'info' },
  setPin: { tone: 'care' },
  consent: {},
  declined: { yes: 'restarted' },
}

/** Quick replies of this step, and those that end the row. */
export const stepQuick = ({
  step,
}: StepMessage): { own: readonly QuickReplyName[]; tail: readonly QuickReplyName[] } => ({
  own: styles[step].quick ?? [],
  tail: step === 'terms' || step === 'declined' ? ['help', 'otherLanguage'] : ['help', 'restart', 'otherLanguage'],
})

const photoButtons = (speech: Speech, label: string, waiting: number): messagingApi.FlexComponent[] => {
  if (waiting === 0) return [button('main', openPage(speech.liffId, label))]
  return [
    button('main', openPage(speech.liffId, speech.words.photos.open)),
    button('link', openPage(speech.liffId, label)),
  ]
}

const buttonsOf = (speech: Speech, { step, photosWaiting = 0 }: StepMessage): messagingApi.FlexComponent[] => {
  const { yes, no } = styles[step]
  const words = speech.words.steps[step]
  if (!yes) return photoButtons(speech, words.go, photosWaiting)
  const weight = no ? 'equal' : 'main'
  const answer = (event: ButtonEvent, label: string) =>
    button(weight, answerButton({ event, at: step }, label, label, speech.language))
  return [
    answer(yes, words.go),
    ...(no && words.refuse ? [answer(no, words.refuse)] : []),
    ...(words.more ? [button('link', openPage(speech.liffId, words.more, '/terms'))] : []),
  ]
}

export const step = (speech: Speech, said: StepMessage): messagingApi.FlexMessage => {
  const { picture, tone, notice, photos } = styles[said.step]
  const words = speech.words.steps[said.step]
  const { received, waiting, read, unsend, byChat } = speech.words.photos
  // A question of consent keeps its own title, whatever was sent before it.
  const photosWaiting = styles[said.step].yes ? 0 : said.photosWaiting
  const progressStep = plan[said.step].progressStep
  const counted = progressStep ? speech.words.stepOf(progressStep, progressSteps) : undefined
  const url = picture && speech.picture(picture)
  return bubble([counted, words.title].filter(Boolean).join(' · '), {
    body: [
      ...(progressStep && counted ? [progress(counted, words.name, progressStep, progressSteps)] : []),
      ...(url && !photosWaiting
        ? [{ type: 'image', url, size: 'full', aspectRatio: '264:114', aspectMode: 'cover' } as const]
        : []),
      // A photo that has arrived is not asked for again.
      column(
        photosWaiting ? [title(received)] : [title(words.title), ...(words.text ? [text(words.text, 'sm')] : [])],
        { spacing: 'sm' },
      ),
      ...(words.points ? [numbered(words.points)] : []),
      ...(words.rows ? [explainedShort(words.rows)] : []),
      ...(photosWaiting ? [note('info', waiting(photosWaiting), read, unsend)] : []),
      ...(words.note && !photosWaiting ? [note(tone ?? 'info', words.note)] : []),
      ...(photos && !photosWaiting ? [mutedText(byChat, 'xs')] : []),
      ...(notice ? [mutedText(speech.issuer.notice, 'xs')] : []),
    ],
    buttons: buttonsOf(speech, said),
  })
}
