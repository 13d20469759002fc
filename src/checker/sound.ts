// Plays the verdict as notes, vibration and a spoken word, once the browser allows it.
import type { Verdict } from '../core/inspection/verdict.ts'

/**
 * Notes as [from, to] in Hz, vibration in ms. Each verdict sounds different, so that a user can tell it without
 * looking.
 */
const signals: Readonly<
  Record<Verdict['verdict'], { notes: readonly (readonly [number, number])[]; vibrate: readonly number[] }>
> = {
  CONFIRMED: {
    notes: [
      [660, 660],
      [880, 880],
    ],
    vibrate: [80],
  },
  CHECKED: {
    notes: [
      [660, 660],
      [660, 660],
    ],
    vibrate: [80, 60, 80],
  },
  DECLARED: { notes: [[330, 330]], vibrate: [150, 60, 150] },
  DOUBTED: {
    notes: [
      [440, 330],
      [330, 440],
    ],
    vibrate: [250, 80, 80],
  },
  EXPIRED: { notes: [[440, 440]], vibrate: [80, 60, 80] },
  QR_TIMED_OUT: { notes: [[550, 440]], vibrate: [80, 60, 80, 60, 80] },
  FROZEN: {
    notes: [
      [520, 520],
      [520, 520],
    ],
    vibrate: [250, 80, 250],
  },
  REVOKED: {
    notes: [
      [600, 600],
      [400, 400],
    ],
    vibrate: [250],
  },
  ALTERED: {
    notes: [
      [600, 600],
      [470, 470],
      [350, 350],
    ],
    vibrate: [250, 80, 250, 80, 250],
  },
  UNKNOWN_ISSUER: { notes: [[220, 220]], vibrate: [80, 60, 80] },
  STATUS_UNKNOWN: {
    notes: [
      [440, 660],
      [660, 660],
    ],
    vibrate: [80, 60, 250],
  },
}
const NOTE_SECONDS = 0.18

const playNotes = (notes: readonly (readonly [number, number])[]) => {
  const context = new AudioContext()
  notes.forEach(([from, to], i) => {
    const start = context.currentTime + i * (NOTE_SECONDS + 0.05)
    const [tone, volume] = [context.createOscillator(), context.createGain()]
    tone.frequency.setValueAtTime(from, start)
    tone.frequency.linearRampToValueAtTime(to, start + NOTE_SECONDS)
    volume.gain.setValueAtTime(0.25, start)
    volume.gain.linearRampToValueAtTime(0, start + NOTE_SECONDS)
    tone.connect(volume).connect(context.destination)
    tone.start(start)
    tone.stop(start + NOTE_SECONDS)
    if (i === notes.length - 1) tone.addEventListener('ended', () => void context.close())
  })
}

const speak = (word: string, language: string) => {
  const spoken = new SpeechSynthesisUtterance(word)
  spoken.lang = language
  speechSynthesis.cancel()
  speechSynthesis.speak(spoken)
}

/**
 * Plays at once if the user has touched this page, else at the first touch before `signal` aborts: browsers mute pages
 * until then.
 */
export const playVerdict = (verdict: Verdict['verdict'], word: string, language: string, signal: AbortSignal): void => {
  const play = () => {
    const { notes, vibrate } = signals[verdict]
    navigator.vibrate?.([...vibrate])
    if ('AudioContext' in window) playNotes(notes)
    if ('speechSynthesis' in window) speak(word, language)
  }
  if (navigator.userActivation?.hasBeenActive) play()
  else addEventListener('pointerup', play, { once: true, signal })
}
