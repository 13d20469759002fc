// Shows the screen of the current step or page. The service decides the step.
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Step } from '../core/journey/map.ts'
import { type Path, useApp } from './app-context.ts'
import { hasBack, hasFront } from './draft.ts'
import { Waiting } from './parts/boxes.tsx'
import { lazyScreen } from './parts/lazy-screen.tsx'
import { DeclinedScreen } from './screens/declined.tsx'
import { FaceConsentScreen } from './screens/face-consent.tsx'
import { InPersonScreen } from './screens/in-person.tsx'
import { PopulationRegisterScreen } from './screens/population-register.tsx'
import { FullTerms, TermsScreen } from './screens/terms.tsx'

const CardScreen = lazyScreen(async () => (await import('./screens/card.tsx')).CardScreen)
const CheckDataScreen = lazyScreen(async () => (await import('./screens/check-data.tsx')).CheckDataScreen)
const SelfieScreen = lazyScreen(async () => (await import('./screens/selfie.tsx')).SelfieScreen)
const SetPinScreen = lazyScreen(async () => (await import('./screens/set-pin.tsx')).SetPinScreen)
const ConsentScreen = lazyScreen(async () => (await import('./screens/consent.tsx')).ConsentScreen)
const SuccessScreen = lazyScreen(async () => (await import('./screens/success.tsx')).SuccessScreen)
const HomeScreen = lazyScreen(async () => (await import('./screens/home.tsx')).HomeScreen)
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

/** Steps that need the data that was read from the card, which is on this phone only. */
const needsDraft: readonly Step[] = ['cardBack', 'checkData', 'selfie']

/**
 * Checks that the draft is on this phone. When it is missing (another phone, cleared storage), sends the user back to
 * the front of the card and sets `lost`. `checked`: the current step may be shown.
 */
const useDraftGuard = () => {
  const { view, api, drafts, setView } = useApp()
  const [checkedStep, setCheckedStep] = useState<Step>()
  const [lost, setLost] = useState(false)
  useEffect(() => {
    let unmounted = false
    const check = async () => {
      const draft = needsDraft.includes(view.step) ? await drafts.load() : undefined
      const enough = view.step === 'checkData' ? hasFront(draft) && hasBack(draft) : hasFront(draft)
      if (unmounted) return
      if (!needsDraft.includes(view.step) || enough) return setCheckedStep(view.step)
      const answer = await api.cardLost()
      if (unmounted) return
      setLost(answer.ok)
      if (answer.ok) setView(answer.value)
      else setCheckedStep(view.step)
    }
    check()
    return () => {
      unmounted = true
    }
  }, [view.step, api, drafts, setView])
  return {
    checked: checkedStep === view.step || (view.step === 'cardBack' && checkedStep === 'cardFront'),
    lost: lost && view.step === 'cardFront',
  }
}

/** Pages that open at every step, with a card and without one. */
type AnyStepPath = 'terms' | 'photos' | 'agreed' | 'copy' | 'erase' | 'withdraw'
type HolderPath = Exclude<Path, AnyStepPath>

/**
 * `lost`: the draft is missing, so the user must photograph the card again. `justIssued`: the card was issued just now.
 */
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
  photos: (go) => <FullTerms at="3." onBack={() => go('home')} />,
  agreed: () => <ConsentsScreen />,
  copy: () => <CopyScreen />,
  erase: () => <EraseScreen />,
  withdraw: () => <WithdrawScreen />,
}
const isAnyStepPath = (path: Path): path is AnyStepPath => Object.hasOwn(anyStepScreens, path)

export const App = () => {
  const { view, words, path, go } = useApp()
  const previousStep = useRef<Step>(undefined)
  const { checked, lost } = useDraftGuard()
  const justIssued = useRef(false)
  if (previousStep.current !== view.step) {
    justIssued.current = previousStep.current === 'consent' && view.step === 'issued'
    previousStep.current = view.step
  }
  useEffect(() => {
    document.documentElement.dataset.step = view.step
  }, [view.step])

  if (isAnyStepPath(path)) return anyStepScreens[path](go)
  if (!checked) return <Waiting text={words.waiting} />
  return stepScreens[view.step]({ lost, path, justIssued: justIssued.current })
}

/** `blocked`: the screen that replaces the card while the card is frozen or suspended. */
type HolderProps = { blocked?: JSX.Element; justIssued: boolean }

/** The screen of each page of a holder; a path without a screen does not compile. */
const holderScreens: Readonly<Record<HolderPath, (props: HolderProps) => JSX.Element>> = {
  home: ({ justIssued }) => (justIssued ? <SuccessScreen /> : <HomeScreen />),
  show: ({ blocked }) => blocked ?? <ShowScreen />,
  share: ({ blocked }) => blocked ?? <ShareScreen />,
  pass: ({ blocked }) => blocked ?? <PassScreen />,
  request: ({ blocked }) => blocked ?? <RequestScreen />,
  visit: () => <VisitScreen />,
  'new-pin': () => <NewPinScreen />,
  looked: () => <AccessLogScreen />,
  freeze: ({ blocked }) => blocked ?? <FreezeScreen />,
}

/**
 * The screen that a holder opened. A frozen card cannot be presented until its holder unfreezes it, a suspended card
 * until the office lifts the suspension.
 */
const Holder = ({ path, justIssued }: StepProps) => {
  const { view } = useApp()
  const suspended = view.cardStatus === 'held'
  const blocked = suspended ? <VisitScreen /> : view.cardStatus === 'frozen' ? <FreezeScreen /> : undefined
  return holderScreens[path]({ blocked, justIssued })
}
