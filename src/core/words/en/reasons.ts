// What happened and what to do next, in English.
import type { Words } from '../index.ts'
import type { reasons as thai } from '../th/reasons.ts'
import { firstReasons } from './first-reasons.ts'

export const reasons: Words<typeof thai> = {
  ...firstReasons,
  no_card: {
    title: 'We can’t see a card in this photo',
    todo: [
      'Lay the card on a plain, dark surface',
      'Fill the frame; show all four corners',
      'Use the real ID card, not a copy',
    ],
  },
  cut_off: {
    title: 'Part of the card is missing',
    todo: ['Move back until all four corners show', 'Keep fingers off the corners'],
  },
  too_small: {
    title: 'The card is too small in the photo',
    todo: ['Move closer until the card fills the frame', 'If you choose a photo, use the original size'],
  },
  too_dark: {
    title: 'It’s too dark to read the card',
    todo: ['Find a brighter place', 'Or switch on the light of the camera'],
  },
  blurred: {
    title: 'The photo isn’t sharp; the print can’t be read',
    todo: ['Lay the card down and hold the phone still', 'Wipe the lens', 'Find more light'],
  },
  glare: {
    title: 'A reflection covers the print',
    todo: ['Tilt the card or the phone a little', 'Move away from the lamp above', 'Take the card out of its sleeve'],
  },
  other_card: {
    title: 'This isn’t a Thai national ID card',
    todo: ['Use your national ID card', 'A driving licence or passport won’t work'],
  },
  photocopy: {
    title: 'This looks like a black-and-white copy',
    todo: ['Use the real ID card, not a copy'],
  },
  front_for_back: {
    title: 'This is the front; we need the back',
    todo: ['Turn to the side with the magnetic stripe', 'Show the code at the bottom right'],
  },
  back_for_front: { title: 'This is the back; we need the front', todo: ['Turn to the side with your picture'] },
  both_sides: {
    title: 'Both sides are in this photo',
    todo: ['Photograph one side at a time', 'Only one card in the picture'],
  },
  picture_unreadable: {
    title: 'This picture can’t be opened',
    todo: ['Choose a JPEG or PNG', 'Or take a new one with the camera'],
  },

  register_disagrees: {
    title: 'The data doesn’t agree with the register yet',
    todo: ['Compare the name letter by letter', 'Look at the birth date and the code on the back again'],
  },
  id_number_not_13_digits: {
    title: 'The ID number needs 13 digits',
    todo: ['Compare with the picture and complete it'],
  },
  id_number_wrong_check_digit: {
    title: 'One digit is wrong: the last one doesn’t fit the rest',
    todo: ['Compare digit by digit with the picture'],
  },
  id_number_unknown_province: {
    title: 'Digits 2–3 are no province code',
    todo: ['Compare digits 2 and 3 with the picture'],
  },
  id_number_not_a_citizen: {
    title: 'This is not the number of a Thai national ID card',
    todo: ['Compare the first digit with the picture', 'If you hold another kind of card, let an officer help'],
  },
  title_missing: { title: 'The Thai title is missing', todo: ['Type it as printed, e.g. นาย or น.ส.'] },
  first_name_missing: { title: 'The Thai first name is missing', todo: ['Type it as printed'] },
  name_not_thai: { title: 'This name needs Thai letters', todo: ['Remove digits and other letters'] },
  english_name_missing: { title: 'The English name is missing', todo: ['Type it as printed'] },
  name_not_english: { title: 'This name needs English letters', todo: ['Remove digits and other letters'] },
  thai_name_too_long: { title: 'This name is longer than a card can hold', todo: ['Type only what is printed'] },
  english_name_too_long: { title: 'This name is longer than a card can hold', todo: ['Type only what is printed'] },
  text_too_long: { title: 'Longer than a card can hold', todo: ['Type only what is printed'] },
  birth_date_impossible: { title: 'No such day in the calendar', todo: ['Compare the birth date with the picture'] },
  birth_date_in_future: {
    title: 'This birth date is in the future',
    todo: ['Compare the year of birth with the picture'],
  },
  too_young: { title: 'ID cards are issued from the age of 7', todo: ['Compare the year of birth with the picture'] },
  too_old: { title: 'This year of birth is too long ago', todo: ['Compare the year of birth with the picture'] },
  issue_date_impossible: {
    title: 'No such day of issue in the calendar',
    todo: ['Compare the date of issue with the picture'],
  },
  issue_date_in_future: {
    title: 'This date of issue is in the future',
    todo: ['Compare the year of issue with the picture'],
  },
  issued_too_young: {
    title: 'The date of issue is before the age of 7',
    todo: ['Compare both dates with the picture'],
  },
  expiry_impossible: {
    title: 'No such day of expiry in the calendar',
    todo: ['Compare the date of expiry with the picture'],
  },
  expiry_before_issue: {
    title: 'The card would expire before it was issued',
    todo: ['Compare both dates with the picture'],
  },
  expiry_too_far: {
    title: 'The expiry is too far from the issue',
    todo: ['A card lasts about 8 years: compare both dates'],
  },
  lifelong_too_young: {
    title: 'Lifelong cards start at the age of 70',
    todo: ['Compare birth date and expiry with the picture'],
  },
  expired: {
    title: 'This card has expired',
    todo: ['If misread, correct the date of expiry', 'If it has, renew it at the district office, then come back'],
  },
  laser_code_missing: { title: 'The code on the back is missing', todo: ['Look at the bottom right of the back'] },
  laser_code_wrong: { title: 'The code on the back is incomplete', todo: ['Two letters, then ten digits'] },

  face_unlike: {
    title: 'Not close enough to the card’s picture yet',
    todo: ['Take off glasses, mask and hat', 'Face the light, look straight', 'Use your own card'],
  },
  face_nearly: {
    title: 'Almost there: try once more',
    todo: ['If you wear glasses, take them off', 'Face the light, look straight'],
  },
  two_people: {
    title: 'The straight and the turned frames look like two people',
    todo: ['Be alone in the picture', 'Go through in one take'],
  },
  timed_out: {
    title: 'Time is up. That’s all right',
    todo: ['Follow the words slowly', 'If turning is hard, choose the other way'],
  },
  face_lost: {
    title: 'Your face left the picture',
    todo: ['Hold the phone at eye level', 'Turn slowly, not all the way'],
  },
  second_face: {
    title: 'Somebody else is in the picture',
    todo: ['Be alone in the picture', 'Mind posters or screens with faces behind you'],
  },
  jump: { title: 'The picture moved too fast', todo: ['Hold the phone still', 'Turn slowly'] },
  no_face: {
    title: 'Your face isn’t clear yet',
    todo: ['Face a window or a lamp', 'Keep lights from behind you', 'Hold the phone at eye level'],
  },
  no_face_on_card: {
    title: 'The card’s picture isn’t clear enough to compare',
    todo: ['Photograph the front again, sharply', 'Avoid reflections on the portrait'],
  },
  challenge_expired: { title: 'This round ran out of time', todo: ['Start the selfie again'] },
  challenge_mismatch: {
    title: 'The frames don’t show what was asked',
    todo: ['Start the selfie again', 'Follow the order shown'],
  },

  not_8_digits: { title: 'The PIN needs 8 digits', todo: ['Enter all eight'] },
  repeats: { title: 'Too many repeated digits; others can guess it. Try another.', todo: [] },
  run: { title: 'That’s a run of digits; others can guess it. Try another.', todo: [] },
  birth_date: { title: 'That’s your birth date; others can guess it. Try another.', todo: [] },
  id_number: { title: 'That’s part of your ID number; others can guess it. Try another.', todo: [] },
  common: { title: 'Many people use this one; it’s easy to guess. Try another.', todo: [] },
  mismatch: { title: 'The two weren’t the same. Set it again.', todo: [] },
  wrong_pin: { title: 'That isn’t your PIN', todo: ['Try again, slowly'] },
  too_many_today: {
    title: 'That is all for today. What you have stays as it is; go on tomorrow, or ask an officer.',
    todo: ['Try again tomorrow'],
  },
  locked: { title: 'Too many wrong tries. Take a break.', todo: ['Wait until the time is over, then try again'] },
  pin_closed: {
    title: 'That was 20 wrong PINs',
    todo: [
      'Tap “Forgot my PIN”, show your face again, then choose a new one',
      'Your card is still there, and nobody can open it',
    ],
  },

  held: { title: 'The office has frozen your card', todo: ['Come to the office in person with your ID card'] },
  frozen: { title: 'Your card is frozen', todo: ['Tap “Use the card again”, then show it'] },
  revoked: { title: 'This card is no longer valid', todo: ['Make a new one in the chat'] },
  request_ended: {
    title: 'This request has run out',
    todo: ['Let the official make a new QR', 'Scan it again'],
  },

  three_failures: { title: 'That was three tries. Let a person help', todo: ['Everything you did is saved'] },
  asked_for_help: { title: 'Of course. A person will help', todo: ['Everything you did is saved'] },
  no_face_consent: { title: 'No face needed: meet an officer instead', todo: ['We kept no picture of you'] },
  card_lost: {
    title: 'The register says this card was reported lost',
    todo: ['If you have a new card, register with that one', 'If you didn’t report it, meet an officer'],
  },
  holder_died: {
    title: 'The register can’t issue on this number',
    todo: ['If the register is wrong, an officer can look into it'],
  },
  card_void: {
    title: 'The register says this card is no longer valid',
    todo: ['If you have a newer card, register with that one', 'If unsure, meet an officer'],
  },
  id_has_card: {
    title: 'Another account already has a card for this number',
    todo: ['If it is your old account, an officer can move it', 'If it isn’t you, tell an officer at once'],
  },
  number_reclaimed: {
    title: 'Your digital card has ended: somebody showed the real card with its number',
    todo: ['If the number is yours, bring your real card to an officer', 'Start over if you registered a wrong number'],
  },
  register_differs: {
    title: 'The card differs from the register',
    todo: ['An officer has to check again', 'Bring the real card and this code'],
  },
  counter_refused: {
    title: 'The officer cannot issue the card yet',
    todo: ['Put this right and come again', 'The code stays the same'],
  },
  face_refused: {
    title: 'Your card is frozen: the pictures don’t confirm your face',
    todo: ['Let an officer see you, and the card works again', 'Until then, use your real ID card'],
  },
  face_unsure: {
    title: 'Pictures alone can’t tell',
    todo: ['Your card works as before, at the same level', 'To raise it, let an officer see you'],
  },
  pin_forgotten: {
    title: 'An officer confirms you for a new PIN',
    todo: ['Bring your real ID card and the code', 'Then choose the new PIN once the wait is over'],
  },

  camera_refused: {
    title: 'The camera isn’t allowed yet',
    todo: ['Open settings › LINE › allow camera', 'Or choose a picture and use the phone’s own camera'],
  },
  camera_absent: {
    title: 'No camera found here',
    todo: ['Choose a picture instead', 'Or open this on a phone with a camera'],
  },
  models_failed: {
    title: 'The card reader could not be prepared. The signal may be weak.',
    todo: ['Check the signal, then try again', 'Wi-Fi is faster'],
  },
  reader_stopped: {
    title: 'Reading stopped half-way. The phone may be short of memory.',
    todo: ['Close other apps, then try again', 'This did not count as a try'],
  },
  camera_busy: {
    title: 'Another app is using the camera',
    todo: ['Close that app, or end the call', 'Then open the camera again'],
  },
  camera_ended: {
    title: 'The camera stopped. This did not count.',
    todo: ['If a call came in, end it first', 'Then open the camera again'],
  },
  camera_silent: {
    title: 'The camera hasn’t opened yet',
    todo: ['If your phone asks to use the camera, tap “Allow”', 'Then open the camera again'],
  },
  selfie_camera_refused: {
    title: 'The camera isn’t allowed yet',
    todo: ['Open settings › LINE › allow camera', 'Or go on with another phone that has this LINE account'],
  },
  selfie_camera_absent: {
    title: 'No front camera found here',
    todo: ['Go on with a phone that has a camera', 'Or ask for help by a person'],
  },
}
