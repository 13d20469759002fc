// What a citizen agrees to, in English; the Thai text in ../th/terms.ts decides.
import type { Words } from '../index.ts'
import type { terms as thai } from '../th/terms.ts'

export const terms: Words<typeof thai> = {
  title: 'Terms of the digital card',
  summary: [
    {
      title: 'Not a government document',
      text: 'A demo issuer makes this card. It does not replace your national ID card.',
    },
    {
      title: 'Read on this phone',
      text: 'Photos of the card are not sent. The data you confirm is, and, if you agree, the portrait on the card.',
    },
    {
      title: 'Stored encrypted',
      text: 'Until you erase it, or a year after the card ran out; what is unfinished goes after 7 days. Nothing goes to third parties.',
    },
    { title: 'See, correct or delete it', text: 'Type “erase” in the chat, or tap Help.' },
  ],
  full: [
    {
      heading: '1. What this card is',
      text: [
        'Phokbat is a digital card shown on a phone. Its issuer is the one named on this page. This installation is a demo: it is not a government document, not a service of the Department of Provincial Administration, and does not replace the national ID card in law.',
        'Every card says openly how it was checked: read from a photo or confirmed by the register, and who checked the face.',
      ],
    },
    {
      heading: '2. What we use',
      text: [
        'The data of your card as you checked and confirmed it: ID number, names in Thai and English, birth date, address, dates of issue and expiry, and the code on the back. We do not keep your religion.',
        'Pictures of your face, if you agree to that separately, and your 8-digit PIN in a form that cannot be turned back.',
        'Your LINE account, to deliver the card and to answer in the chat.',
      ],
    },
    {
      heading: '3. Photos of the card',
      text: [
        'Photos that you take or choose on this page are read on your phone and are not sent, except the portrait cut from the card: it goes with your selfie if you agree to the use of your face. What was read waits on the phone, encrypted, until your selfie is done.',
        'A photo that you send in the chat is encrypted, handed back to your phone to be read there, and erased as soon as it was read, after 24 hours at the latest.',
      ],
    },
    {
      heading: '4. Asking the register',
      text: [
        'When you confirm your data we ask the card-status register with your ID number, first and last name, birth date and the code on the back, to learn whether the card is still valid. The register of this demo is a simulated one.',
      ],
    },
    {
      heading: '5. Where, how long, who',
      text: [
        'Everything personal is encrypted under a key of your own and kept until you erase it. The evidence frames of your selfie and the portrait cut from the card are kept for 30 days at most.',
        'A registration that nobody goes on with is erased after 7 days; one that waits for an officer, after 30. Once a card has run out we erase everything by ourselves within a year, and give you a receipt in the chat.',
        'The chat goes through LINE, of LY Corporation in Japan, which receives its messages: your name, a small picture, the year in which the card ends, its grade, who looked, and the QR picture that you order.',
        'Apart from that we neither sell nor pass on your data. Your card is seen by those you show it to, and by the issuer’s staff when you ask for help, or when your face has to be compared with the card again.',
        'We note which version of which text you accepted or declined, and when. After you erased your data this stays for up to 10 years without name or number, tied only to the receipt that you hold; and the card’s place in the status list says for another day that it ended.',
        'If a reviewer, an officer or our recheck finds another face than the card’s, we note it by a code of the ID number, without a name, for up to 10 years, to prevent fraud (PDPA s.24 (5)). It stays when the data is erased and when a consent is taken back, and the next card of that number needs an officer. An officer who has seen the holder and the real card lifts it. We also count for a day, by a code of the LINE account or the ID number, how often faces were refused and how many cards, passes and messages were made.',
        'We note who looked at your card, when, by which way and how much they saw, for you to read at any time; nothing of what the card says. The picture of a pass is erased after 24 hours.',
      ],
    },
    {
      heading: '6. Your rights',
      text: [
        'Under sections 30–36 of Thailand’s PDPA you may see, copy, correct, delete, restrict, object and withdraw consent. You can erase everything yourself, at once: type “erase” in the chat or tap it under your card, with your PIN if there is a card. You can take back the consent to the use of your face just as quickly: type “withdraw”. Every picture of your face is erased and the digital card ends; then an officer helps, or you agree again. For everything else tap Help. You may also complain to the Personal Data Protection Committee.',
        'You can stop at every step. Starting over erases what was gathered so far.',
      ],
    },
    {
      heading: '7. What we ask of you',
      text: [
        'Use only your own card. Tell nobody your PIN and never type it in the chat. We never ask for it in a chat or by phone.',
      ],
    },
  ],
  face: {
    title: 'May we use your face?',
    law: 'Separate from the terms, under PDPA section 26',
    points: [
      { title: 'What for', text: 'To compare with the card’s portrait; as your card’s picture' },
      {
        title: 'Where',
        text: 'On this phone; then the service or its staff check up to 12 frames and the card’s portrait again',
      },
      { title: 'How long', text: 'Evidence: 30 days; the picture: until you erase it' },
    ],
    alternative:
      'You can have a card without this. We will give you a code to meet an officer. You can take a consent back later; the card then ends.',
  },
  issue: {
    title: 'This is all we keep',
    points: [
      { title: 'The data of your card', text: 'Encrypted, until you erase it' },
      {
        title: 'Your picture and evidence frames',
        text: 'Frames and the card’s portrait are erased after 30 days',
      },
      { title: 'Who can see it', text: 'Those you show your card to, and staff who compare your pictures' },
      { title: 'Photos of both sides', text: 'Not kept; what waited to be read is erased' },
    ],
    face: {
      title: 'Face: you agreed in step 1',
      text: 'Type “withdraw” in the chat at any time; this card then ends',
    },
  },
}
