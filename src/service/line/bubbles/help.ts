// The help bubble: the reason, the code to show at the counter, and the way back to enrolling without help.
import type { messagingApi } from '@line/bot-sdk'
import type { Said } from '../../../core/chat/said.ts'
import type { CaseReason } from '../../../core/journey/failures.ts'
import { bubble, button, colours, column, mutedText, text, title } from '../flex/parts.ts'
import { answerButton, openPage } from '../flex/tap.ts'
import type { Speech } from '../speech.ts'

const withCard: readonly CaseReason[] = ['face_refused', 'face_unsure', 'pin_forgotten']

export const help = (
  { words, liffId, issuer }: Speech,
  said: Extract<Said, { say: 'help' }>,
): messagingApi.FlexMessage => {
  const { code, show, restart, goOn, open, [said.reason]: why } = words.help
  const big = column(
    [
      text(code, 'sm', { align: 'center', color: colours.kram }),
      text(said.code, 'xxl', { align: 'center', weight: 'bold', color: colours.kram }),
    ],
    { backgroundColor: colours.kramTint, cornerRadius: '12px', paddingAll: '16px', spacing: 'sm' },
  )
  return bubble(why.title, {
    body: [
      column([title(why.title), ...(said.told ? [text(`“${said.told}”`)] : []), text(why.text)], { spacing: 'sm' }),
      big,
      mutedText(show),
      ...(issuer.contact ? [text(issuer.contact, 'sm')] : []),
    ],
    // A holder has no enrolment to restart.
    buttons: withCard.includes(said.reason)
      ? [button('equal', openPage(liffId, open, said.reason === 'pin_forgotten' ? '/new-pin' : '/visit'))]
      : [
          ...(said.canGoOn
            ? [button(said.reason === 'no_face_consent' ? 'link' : 'equal', answerButton({ command: 'goOn' }, goOn))]
            : []),
          button('link', answerButton({ command: 'restart' }, restart)),
          button('stop', answerButton({ command: 'erase' }, words.erase.open)),
        ],
  })
}
