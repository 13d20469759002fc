// Every screen and every failure by name, each in a state that shows most of its parts.
import type { ComponentChildren } from 'preact'
import type { View } from '../../../src/core/contract/responses/view.ts'
import type { Ask } from '../../../src/core/face/asks.ts'
import type { AppContext } from '../../../src/phone/app-context.ts'
import type { CardForm } from '../../../src/phone/form/card-form.ts'
import { Link } from '../../../src/phone/parts/button.tsx'
import { FailureScreen } from '../../../src/phone/parts/failure.tsx'
import { NamesQuestion } from '../../../src/phone/parts/names-question.tsx'
import { PinPad } from '../../../src/phone/parts/pin-pad.tsx'
import { PinRefusalNotice } from '../../../src/phone/parts/pin-refusal.tsx'
import { Progress } from '../../../src/phone/parts/progress.tsx'
import { BareHead } from '../../../src/phone/parts/screen.tsx'
import { AccessLogScreen } from '../../../src/phone/screens/access-log.tsx'
import { CardCorners } from '../../../src/phone/screens/card-corners.tsx'
import { CardIntro } from '../../../src/phone/screens/card-intro.tsx'
import { CardLive } from '../../../src/phone/screens/card-live.tsx'
import { CheckDataScreen } from '../../../src/phone/screens/check-data.tsx'
import { ConsentScreen } from '../../../src/phone/screens/consent.tsx'
import { ConsentsScreen } from '../../../src/phone/screens/consents.tsx'
import { CopyScreen } from '../../../src/phone/screens/copy.tsx'
import { DeclinedScreen } from '../../../src/phone/screens/declined.tsx'
import { EraseScreen } from '../../../src/phone/screens/erase.tsx'
import { FaceConsentScreen } from '../../../src/phone/screens/face-consent.tsx'
import { FreezeScreen } from '../../../src/phone/screens/freeze.tsx'
import { HomeScreen } from '../../../src/phone/screens/home.tsx'
import { InPersonScreen } from '../../../src/phone/screens/in-person.tsx'
import { LiveCard } from '../../../src/phone/screens/live-card.tsx'
import { NewPinScreen } from '../../../src/phone/screens/new-pin.tsx'
import { PassScreen } from '../../../src/phone/screens/pass.tsx'
import { PopulationRegisterScreen } from '../../../src/phone/screens/population-register.tsx'
import { RequestScreen } from '../../../src/phone/screens/request.tsx'
import { SelfieIntro } from '../../../src/phone/screens/selfie-intro.tsx'
import { SelfieLive } from '../../../src/phone/screens/selfie-live.tsx'
import { SelfiePreview } from '../../../src/phone/screens/selfie-preview.tsx'
import { SetPinScreen } from '../../../src/phone/screens/set-pin.tsx'
import { ShareScreen } from '../../../src/phone/screens/share.tsx'
import { ShowScreen } from '../../../src/phone/screens/show.tsx'
import { SuccessScreen } from '../../../src/phone/screens/success.tsx'
import { FullTerms, TermsScreen } from '../../../src/phone/screens/terms.tsx'
import type { SelfieResult } from '../../../src/phone/screens/use-selfie.ts'
import { VisitScreen } from '../../../src/phone/screens/visit.tsx'
import { WithdrawScreen } from '../../../src/phone/screens/withdraw.tsx'
import { phoneSpeech } from '../../../src/phone/speech.ts'
import type { AppWords } from '../../../src/phone/words.ts'
import { calls, draft, now, viewAt } from './app.ts'
import { streamOf } from './drawings.ts'

export type Scene = { view: View; app?: Partial<AppContext>; show: (words: AppWords, face: Blob) => ComponentChildren }
const noop = () => undefined
const never = new Promise<never>(noop)

const watchingCard: Partial<AppContext> = {
  vision: {
    cardWatcher: async () => (_video: HTMLVideoElement, _side: string, onState: (state: object) => void) => {
      const quad = [
        [76, 285],
        [668, 265],
        [672, 650],
        [64, 655],
      ]
      onState({ hint: 'closer', quad, checks: { sharp: true, noGlare: true, corners: false } })
      return { captureNow: noop, stop: noop }
    },
  } as unknown as AppContext['vision'],
}
const round = (hint: string, done: number, progress: number, asks: Ask[] = [], helping = false) => ({
  stream: streamOf('face', 720, 960),
  challenge: {
    nonce: 'n',
    steps: 2,
    expiresAt: now() + 144_000,
    model: 'mobilefacenet' as const,
  },
  source: { steps: 2, eyes: false, model: 'mobilefacenet' as const, next: () => never },
  knownFrames: new Map(),
  camera: {
    run: (_video: unknown, _asking: unknown, onState: (state: object) => void) => {
      onState({ hint, helping, done, progress, asks })
      return never
    },
  } as never,
})
const live = { hint: 'turn_left', done: 1, progress: 0.42 }
/** As long as a real token: the address, then 713 bytes in base 43. */
const longUrl = `HTTPS://CARD.EXAMPLE/V#${'4F2$K*9+A-7.Z:0/'.repeat(67)}`
const pixels = (() => {
  const data = new Uint8ClampedArray(800 * 600 * 4).fill(120)
  return { width: 800, height: 600, data }
})()

const official = { name: 'ร.ต.อ. ตัวอย่าง', agency: 'ด่านตรวจ สภ.ตัวอย่าง' }
const accessEntry = (seq: number, hoursAgo: number, more: object) => ({
  seq,
  at: now() - hoursAgo * 3_600_000,
  via: 'scan',
  scope: 'name',
  result: 'seen',
  hash: '',
  ...more,
})
/** A fake service that answers the requests of a card holder. */
const holderApp: Partial<AppContext> = {
  requestId: 'r',
  api: {
    shares: async () => ({
      ok: true,
      value: {
        shares: [{ id: '1', scope: 'age', unmasked: false, viewsLeft: 1, madeAt: now(), expiresAt: now() + 240_000 }],
      },
    }),
    looks: async () => ({
      ok: true,
      value: {
        looks: [
          accessEntry(4, 0.6, { by: official }),
          accessEntry(3, 1.1, { via: 'link', scope: 'age' }),
          accessEntry(2, 90, { by: { name: 'เคาน์เตอร์ 3', agency: 'รพ.ตัวอย่าง' }, scope: 'full' }),
          accessEntry(1, 91, { via: 'link', result: 'expired' }),
        ],
      },
    }),
    consents: async () => ({
      ok: true,
      value: {
        consents: (['terms', 'face', 'issue'] as const).map((kind, i) => ({
          kind,
          version: '2026-11-25',
          given: true,
          at: now() - (3 - i) * 60_000,
          textHash: 'q3Zr8vY1n0cJm5T7wK2hXb9LdE4sUfA6oPgRiVyNzQk',
        })),
      },
    }),
    request: async () => ({
      ok: true,
      value: { by: official, scope: 'name', why: 'ตรวจผู้โดยสารก่อนขึ้นเครื่อง', expiresAt: now() + 240_000 },
    }),
  } as unknown as AppContext['api'],
}

const plain = (view: View, show: Scene['show'], app?: Partial<AppContext>): Scene => ({ view, show, app })

export const scenes: Record<string, Scene> = {
  terms: plain(viewAt('terms'), () => <TermsScreen />),
  'terms-full': plain(viewAt('terms'), () => <FullTerms onBack={noop} />),
  'face-consent': plain(viewAt('faceConsent'), () => <FaceConsentScreen />),
  'card-intro': plain(viewAt('cardFront'), () => (
    <CardIntro side="front" lost={false} backRead={false} onOpen={noop} onChosen={noop} onReadWaiting={noop} />
  )),
  'card-intro-chat': plain(viewAt('cardBack', { photos: [{ id: '1' }, { id: '2' }] }), () => (
    <CardIntro
      side="back"
      lost
      backRead={false}
      cameraTrouble="camera_refused"
      onOpen={noop}
      onChosen={noop}
      onReadWaiting={noop}
    />
  )),
  'card-live': plain(
    viewAt('cardFront'),
    () => (
      <CardLive
        step="cardFront"
        stream={streamOf('card', 720, 960)}
        onLens={() => undefined}
        onTaken={() => undefined}
        onShot={noop}
        onChosen={noop}
      />
    ),
    watchingCard,
  ),
  'card-live-wide': plain(
    viewAt('cardBack'),
    () => (
      <CardLive
        step="cardBack"
        stream={streamOf('card', 1280, 720)}
        onLens={() => undefined}
        onTaken={() => undefined}
        onShot={noop}
        onChosen={noop}
      />
    ),
    { vision: { cardWatcher: () => never } as unknown as AppContext['vision'] },
  ),
  'card-corners': plain(viewAt('cardFront'), () => (
    <CardCorners step="cardFront" shot={{ pixels }} onBack={noop} onDone={(quad) => calls.push(quad)} />
  )),
  'check-data': plain(viewAt('checkData', { lastFailure: 'register_disagrees' }), () => <CheckDataScreen />, {
    speech: phoneSpeech,
  }),
  'names-differ': plain(viewAt('checkData'), () => (
    <NamesQuestion form={draft().fields as CardForm} busy={false} onEdit={noop} onKeep={noop} />
  )),
  register: plain(viewAt('register'), () => <PopulationRegisterScreen />),
  'selfie-intro': plain(viewAt('selfie'), () => <SelfieIntro onStart={noop} onOtherWay={noop} />),
  'selfie-live': plain(viewAt('selfie', { triesLeft: 3 }), () => (
    <SelfieLive
      round={round(live.hint, live.done, live.progress, ['turnRight', 'turnLeft'])}
      onEnd={noop}
      onOtherWay={noop}
      onHelp={noop}
      onClose={noop}
    />
  )),
  'selfie-stuck': plain(viewAt('selfie', { triesLeft: 3 }), () => (
    <SelfieLive
      round={round('back_light', 0, 0, [], true)}
      onEnd={noop}
      onOtherWay={noop}
      onHelp={noop}
      onClose={noop}
    />
  )),
  'selfie-up': plain(viewAt('selfie', { triesLeft: 3 }), () => (
    <SelfieLive round={round('look_up', 1, 0.5, ['turnRight', 'lookUp'])} onEnd={noop} onHelp={noop} onClose={noop} />
  )),
  'selfie-preview': plain(viewAt('selfie'), (_, face) => (
    <SelfiePreview
      taken={{ picture: face } as SelfieResult}
      busy={false}
      trouble={undefined}
      onUse={noop}
      onRetake={noop}
    />
  )),
  'pin-picture': plain(viewAt('setPin'), () => <SetPinScreen />),
  pin: plain(viewAt('setPin'), (words) => (
    <PinPad
      picture="elephant"
      title={words.pin.again}
      head={<Progress step="setPin" />}
      busy={false}
      onComplete={noop}
    />
  )),
  'pin-locked': plain(viewAt('consent'), (words) => (
    <PinPad
      picture="lotus"
      title={words.pin.enter}
      head={<Progress step="consent" />}
      busy={false}
      disabled
      onComplete={noop}
    >
      <PinRefusalNotice trouble={{ reason: 'locked', until: 1 }} waitMs={29_000} />
    </PinPad>
  )),
  'pin-refused': plain(viewAt('consent'), (words) => (
    <PinPad
      picture="umbrella"
      title={words.pin.enter}
      head={<BareHead step="consent" />}
      busy={false}
      onComplete={noop}
    >
      <PinRefusalNotice trouble={{ reason: 'wrong_pin', triesLeft: 3 }} waitMs={0} />
      <Link id="forgot-pin" onClick={noop}>
        {words.holder.forgotPin}
      </Link>
    </PinPad>
  )),
  consent: plain(viewAt('consent'), () => <ConsentScreen />),
  success: plain(viewAt('issued'), () => <SuccessScreen />),
  home: plain(viewAt('issued'), () => <HomeScreen />),
  show: plain(viewAt('issued'), () => (
    <LiveCard
      first={{ code: longUrl, expiresAt: now() + 131_000, ticket: 't' }}
      firstScope="name"
      onEnd={noop}
      onWider={noop}
      onClose={noop}
    />
  )),
  'home-held': plain(viewAt('issued', { cardStatus: 'held', helpCode: 'K7-2345', caseReason: 'face_refused' }), () => (
    <HomeScreen />
  )),
  'home-unsure': plain(viewAt('issued', { helpCode: 'K7-2345', caseReason: 'face_unsure' }), () => <HomeScreen />),
  visit: plain(viewAt('issued', { cardStatus: 'held', helpCode: 'K7-2345', caseReason: 'face_refused' }), () => (
    <VisitScreen />
  )),
  'home-frozen': plain(viewAt('issued', { cardStatus: 'frozen' }), () => <HomeScreen />),
  'show-pin': plain(viewAt('issued'), () => <ShowScreen />),
  share: plain(viewAt('issued'), () => <ShareScreen />, holderApp),
  pass: plain(viewAt('issued'), () => <PassScreen />),
  looked: plain(viewAt('issued'), () => <AccessLogScreen />, holderApp),
  freeze: plain(viewAt('issued'), () => <FreezeScreen />),
  agreed: plain(viewAt('issued'), () => <ConsentsScreen />, holderApp),
  copy: plain(viewAt('issued'), () => <CopyScreen />),
  'new-pin': plain(viewAt('issued'), () => <NewPinScreen />),
  'new-pin-held': plain(viewAt('issued', { newPin: { state: 'held', until: now() + 86_400_000 } }), () => (
    <NewPinScreen />
  )),
  withdraw: plain(viewAt('issued'), () => <WithdrawScreen />),
  erase: plain(viewAt('issued'), () => <EraseScreen />),
  'erase-draft': plain(viewAt('cardBack'), () => <EraseScreen />),
  frozen: plain(viewAt('issued', { cardStatus: 'frozen' }), () => <FreezeScreen />),
  request: plain(viewAt('issued'), () => <RequestScreen />, holderApp),
  'in-person': plain(viewAt('inPerson', { caseReason: 'three_failures' }), () => <InPersonScreen />),
  declined: plain(viewAt('declined'), () => <DeclinedScreen />),
}

/** The failure screen of a reason, with a picture. */
export const failureScene = (reason: string): Scene =>
  plain(viewAt('selfie'), (_, face) => <FailureScreen step="selfie" reason={reason} picture={face} onAgain={noop} />)
