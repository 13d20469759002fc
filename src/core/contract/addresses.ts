// Declares method and path of every route. Pages bundle only these, and only for the routes that they call.
import type { STATUS_PATH } from '../inspection/status-token.ts'

// Before a session.
export const getConfig = 'GET /api/config'
export const openSession = 'POST /api/session'

// Enrolment.
export const getView = 'GET /api/me'
export const answerTerms = 'POST /api/terms'
export const answerFaceConsent = 'POST /api/face-consent'
export const reportCardFront = 'POST /api/card/front'
export const reportCardBack = 'POST /api/card/back'
export const reportCardLost = 'POST /api/card/lost'
export const reportFailure = 'POST /api/failure'
export const confirmData = 'POST /api/data'
export const openChallenge = 'POST /api/selfie/challenge'
export const takeSelfieStep = 'POST /api/selfie/step'
export const sendSelfie = 'POST /api/selfie'
export const setPin = 'POST /api/pin'
export const forgetPin = 'POST /api/pin/forgotten'
export const signConsent = 'POST /api/consent'
export const restart = 'POST /api/restart'
export const resume = 'POST /api/go-on'
export const askForHelp = 'POST /api/help'
export const setLanguage = 'POST /api/language'
export const getPhoto = 'GET /api/photos/:id'
export const deletePhoto = 'DELETE /api/photos/:id'

// A new PIN.
export const sendNewPinFace = 'POST /api/new-pin/face'
export const reportNewPinFailure = 'POST /api/new-pin/failure'
export const askOfficerForNewPin = 'POST /api/new-pin/officer'
export const stopNewPin = 'POST /api/new-pin/stop'
export const chooseNewPin = 'POST /api/new-pin'

// A holder’s card.
export const showCard = 'POST /api/show'
export const renewCard = 'POST /api/show/renew'
export const listShares = 'GET /api/shares'
export const createShare = 'POST /api/shares'
export const revokeShare = 'DELETE /api/shares/:id'
export const sendPass = 'POST /api/pass'
export const listPasses = 'GET /api/passes'
export const revokePass = 'DELETE /api/passes/:id'
export const getPortrait = 'GET /api/portrait'
export const freezeCard = 'POST /api/freeze'
export const unfreezeCard = 'POST /api/unfreeze'
export const listConsents = 'GET /api/consents'
export const eraseData = 'POST /api/erase'
export const withdrawFaceConsent = 'POST /api/withdraw-face'
export const orderCopy = 'POST /api/copy'
export const listAccess = 'GET /api/looks'
export const exportAccess = 'GET /api/looks/export'
export const getRequest = 'GET /api/requests/:id'
export const approveRequest = 'POST /api/requests/:id/approve'
export const declineRequest = 'POST /api/requests/:id/decline'

// The checker, without an account.
export const openShare = 'POST /api/shares/:id{[\\w-]{22}}'
export const reportCheck = 'POST /api/looks'
export const fetchPortrait = 'POST /api/portraits'
export const askStatus = 'POST /api/status'

// Opened by browsers and LINE’s clients, without an account.
export const getCopyPage = 'GET /copy/:id{[\\w-]{22}}'
export const takeCopy = 'POST /copy/:id{[\\w-]{22}}'
export const getPicture = 'GET /i/:name{[\\w-]{22}\\.(?:jpg|png)}'

// Officials and reviewers.
export const getOfficial = 'GET /api/official'
export const signOutOfficial = 'DELETE /api/official'
export const createRequest = 'POST /api/official/requests'
export const getRequestAnswer = 'GET /api/official/requests/:id'
export const listCases = 'GET /api/official/cases'
export const openCase = 'POST /api/official/cases/:id/open'
export const judgeCase = 'POST /api/official/cases/:id/verdict'
export const openVisit = 'POST /api/official/visits/open'
export const compareVisit = 'POST /api/official/visits/compare'
export const judgeVisit = 'POST /api/official/visits/verdict'

// The counter: people who have no card yet.
export const openCounter = 'POST /api/official/counter/open'
export const compareCounter = 'POST /api/official/counter/compare'
export const signCounter = 'POST /api/official/counter/sign'
export const refuseCounter = 'POST /api/official/counter/refuse'

// Signing officials in.
export const beginSignIn = 'GET /official/sign-in'
export const finishSignIn = 'GET /official/callback'

// Examiners.
export const leaseCase = 'POST /internal/cases'
export const getEvidence = 'POST /internal/cases/:id/evidence'
export const reportRecheck = 'POST /internal/cases/:id/result'

// Keys, lists and health.
export const getIssuer = 'GET /.well-known/phokbat/issuer.json'
export const getStatusList = 'GET /.well-known/phokbat/status'
export const getSignedStatusList = 'GET /.well-known/phokbat/status.jwt' satisfies `GET ${typeof STATUS_PATH}`
export const checkHealth = 'GET /health'
export const checkReadiness = 'GET /ready'

// LINE.
export const receiveWebhook = 'POST /webhook'

// Pages. The router takes the first match, so the service worker’s file comes before the page that contains it.
export const getAppPage = 'GET /app/*'
export const getOfflineWorker = 'GET /v/offline.js'
export const getCheckerPageInCapitals = 'GET /V/*'
export const getCheckerPage = 'GET /v/*'
export const getSharePage = 'GET /s/*'
export const getOfficialPage = 'GET /official/*'
export const getRoot = 'GET /'
