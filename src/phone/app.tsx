// Shows the screen that the step names. The service decides the step; this only follows.
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Step } from '../core/journey/map.ts'
import { type Path, useApp } from './app-context.ts'
import { hasBack, hasFront } from './draft.ts'
import { Waiting } from './parts/boxes.tsx'
import { lazyScreen } from './parts/lazy-screen.tsx'
import { DeclinedScreen } from './screens/declined.tsx'
import { FaceConsentScreen } from './screens/face-consent.tsx'
import { HomeScreen } from './screens/home.tsx'
import { InPersonScreen } from './screens/in-person.tsx'
import { PopulationRegisterScreen } from './screens/population-register.tsx'
import { SuccessScreen } from './screens/success.tsx'
import { FullTerms, TermsScreen } from './screens/terms.tsx'

const CardScreen = lazyScreen(async () => (await import('./screens/card.tsx')).CardScreen)
const CheckDataScreen = lazyScreen(async () => (await import('./screens/check-data.tsx')).CheckDataScreen)
const SelfieScreen = lazyScreen(async () => (await import('./screens/selfie.tsx')).SelfieScreen)
const SetPinScreen = lazyScreen(async () => (await import('./screens/set-pin.tsx')).SetPinScreen)
const ConsentScreen = lazyScreen(async () => (await import('./screens/consent.tsx')).ConsentScreen)
const ShowScreen = lazyScreen(async () => (await import('./screens/show.tsx')).ShowScreen)
const ShareScreen = lazyScreen(async () => (await import('./screens/share.tsx')).ShareScreen)
const PassScreen = lazyScreen(async () => (await import('./screens/pass.tsx')).PassScreen)
const AccessLogScreen = lazyScreen(async () => (await import('./screens/access-log.tsx')).AccessLogScreen)
const VisitScreen = lazyScreen(async () => (await import('./screens/visit.tsx')).VisitScreen)
const FreezeScreen = lazyScreen(async () => (await import('./screens/freeze.tsx')).FreezeScreen)
const ConsentsScreen = lazyScreen(async () => (await import('./screens/consents.tsx')).ConsentsScreen)
const EraseScreen = lazyScreen(async () => (await import('./screens/erase.tsx')).EraseScreen)
const WithdrawScreen = lazyScreen(async () => (await import('./screens/withdraw.tsx')).WithdrawScreen)
const CopyScreen = lazyScreen(async () => (await import('./screens/copy.tsx')).CopyScreen)
const NewPinScreen = lazyScreen(async () => (await import('./screens/new-pin.tsx')).NewPinScreen)
const RequestScreen = lazyScreen(async () => (await import('./screens/request.tsx')).RequestScreen)

/** At these steps something that was read must still be on this phone. */
const needsDraft: readonly Step[] = ['cardBack', 'checkData', 'selfie']

/** A draft that is gone (another phone, cleared storage) leads back to the front of the card: `lost`. */
const useDraftGuard = () => {
  const { view, api, drafts, setView } = useApp()
  const [sure, setSure] = useState<Step>()
  const [lost, setLost] = useState(false)
  useEffect(() => {
    let left = false
    const look = async () => {
      const draft = needsDraft.includes(view.step) ? await drafts.load() : undefined
      const enough = view.step === 'checkData' ? hasFront(draft) && hasBack(draft) : hasFront(draft)
      if (left) return
      if (!needsDraft.includes(view.step) || enough) return setSure(view.step)
      const answer = await api.cardLost()
      if (left) return
      setLost(answer.ok)
      if (answer.ok) setView(answer.value)
      else setSure(view.step)
    }
    look()
    return () => {
      left = true
    }
  }, [view.step, api, drafts, setView])
  return {
    sure: sure === view.step || (view.step === 'cardBack' && sure === 'cardFront'),
    lost: lost && view.step === 'cardFront',
  }
}

/** What can be opened at every step, with a card and without one. */
type AnyStepPath = 'terms' | 'agreed' | 'copy' | 'erase' | 'withdraw'
type HolderPath = Exclude<Path, AnyStepPath>

/** `lost`: the draft is gone, and the card has to be photographed again. `justIssued`: the card was issued a moment ago. */
type StepProps = { lost: boolean; path: HolderPath; justIssued: boolean }

/** The screen of each step; a step without one does not compile. */
const stepScreens: Readonly<Record<Step, (props: StepProps) => JSX.Element>> = {
  terms: () => <TermsScreen />,
  faceConsent: () => <FaceConsentScreen />,
  cardFront: ({ lost }) => <CardScreen side="front" lost={lost} />,
  cardBack: ({ lost }) => <CardScreen side="back" lost={lost} />,
  checkData: () => <CheckDataScreen />,
  register: () => <PopulationRegisterScreen />,
  selfie: () => <SelfieScreen />,
  setPin: () => <SetPinScreen />,
  consent: () => <ConsentScreen />,
  declined: () => <DeclinedScreen />,
  inPerson: () => <InPersonScreen />,
  issued: (props) => <Holder {...props} />,
}

const anyStepScreens: Readonly<Record<AnyStepPath, (go: (path: Path) => void) => JSX.Element>> = {
  terms: (go) => <FullTerms onBack={() => go('home')} />,
  agreed: () => <ConsentsScreen />,
  copy: () => <CopyScreen />,
  erase: () => <EraseScreen />,
  withdraw: () => <WithdrawScreen />,
}
const isAnyStepPath = (path: Path): path is AnyStepPath => Object.hasOwn(anyStepScreens, path)

export const App = () => {
  const { view, words, path, go } = useApp()
  const before = useRef<Step>(undefined)
  const { sure, lost } = useDraftGuard()
  const justIssued = useRef(false)
  if (before.current !== view.step) {
    justIssued.current = before.current === 'consent' && view.step === 'issued'
    before.current = view.step
  }
  useEffect(() => {
    document.documentElement.dataset.step = view.step
  }, [view.step])

  if (isAnyStepPath(path)) return anyStepScreens[path](go)
  if (!sure) return <Waiting text={words.waiting} />
  return stepScreens[view.step]({ lost, path, justIssued: justIssued.current })
}

/** `asleep`: the way to wake a frozen card, which comes before the card is shown to anybody. */
type HolderProps = { asleep?: JSX.Element; justIssued: boolean }

/** What a holder can open; a path without a screen does not compile. */
const holderScreens: Readonly<Record<HolderPath, (props: HolderProps) => JSX.Element>> = {
  home: ({ justIssued }) => (justIssued ? <SuccessScreen /> : <HomeScreen />),
  show: ({ asleep }) => asleep ?? <ShowScreen />,
  share: ({ asleep }) => asleep ?? <ShareScreen />,
  pass: ({ asleep }) => asleep ?? <PassScreen />,
  request: ({ asleep }) => asleep ?? <RequestScreen />,
  visit: () => <VisitScreen />,
  'new-pin': () => <NewPinScreen />,
  looked: () => <AccessLogScreen />,
  freeze: ({ asleep }) => asleep ?? <FreezeScreen />,
}

/** What a holder came for; a frozen card is woken before it is shown, by its holder or by the office. */
const Holder = ({ path, justIssued }: StepProps) => {
  const { view } = useApp()
  const suspended = view.cardStatus === 'held'
  const asleep = suspended ? <VisitScreen /> : view.cardStatus === 'frozen' ? <FreezeScreen /> : undefined
  return holderScreens[path]({ asleep, justIssued })
}
