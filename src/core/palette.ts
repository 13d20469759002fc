// The colours of the product by their role: indigo-dyed cotton (kram) and one safflower thread. Pages, chat and drawings take
// theirs from here. LINE wants six digits; a test holds every pair of text and ground to a contrast of 4.5:1.

/** `#RRGGBB` by day and by night. */
export type Themed = { readonly light: `#${string}`; readonly dark: `#${string}` }

/** Roles that follow the phone's day or night. */
export const themed = {
  /** Ground of a page. */
  cotton: { light: '#F4F6F5', dark: '#0D1B28' },
  /** Sheets and cards on the ground. */
  surface: { light: '#FFFFFF', dark: '#14283A' },
  ink: { light: '#12263A', dark: '#EEF4F8' },
  /** The second line. */
  muted: { light: '#4C5B68', dark: '#A9B8C4' },
  /** Borders of what can be touched: at least 3:1, never text. */
  field: { light: '#6B7A87', dark: '#7E93A5' },
  /** Dividers that say nothing. */
  line: { light: '#CBD4DA', dark: '#2C4357' },
  /** Buttons and stitches that are done. */
  kram: { light: '#183A55', dark: '#9FD3E0' },
  onKram: { light: '#FFFFFF', dark: '#0D1B28' },
  kramTint: { light: '#E4EDF3', dark: '#1B344A' },
  /** What is current or flagged, as text. */
  thread: { light: '#C2410C', dark: '#F6A06B' },
  /** The same as a shape: 3:1, never text. */
  threadShape: { light: '#E8702A', dark: '#F28C52' },
  ok: { light: '#0B5D3B', dark: '#7FDCAE' },
  okTint: { light: '#E3F3EA', dark: '#12392C' },
  warn: { light: '#5C3200', dark: '#FFD591' },
  warnTint: { light: '#FFF1D6', dark: '#3B2A12' },
  bad: { light: '#9B1C1C', dark: '#FFC9C4' },
  badTint: { light: '#FDE9E7', dark: '#43211F' },
  /** The checker's own by night: nothing but a verdict may be green there, and care is the amber of its verdicts. */
  checkerOk: { light: '#0B5D3B', dark: '#9FD3E0' },
  checkerCare: { light: '#5C3200', dark: '#FFC53D' },
  /** The outline and the word of a card that is checked. */
  checked: { light: '#0B5D3B', dark: '#6FCF9F' },
  /** The whole page around a declared card, what is written in its bubble, and its sign and dashes. */
  declaredPage: { light: '#C6D8F5', dark: '#17305E' },
  declaredBubble: { light: '#FFFFFF', dark: '#0D1B28' },
  declaredInk: { light: '#0F2F66', dark: '#E3EDFF' },
  declaredSign: { light: '#1F4E9E', dark: '#A9C6FF' },
  declaredMuted: { light: '#34435A', dark: '#C3D3EE' },
  /** The seam of proof: what somebody saw, and what disagrees, which is the dashed frame of a doubted card too. */
  stitch: { light: '#0B5D3B', dark: '#8ED7AE' },
  stitchTorn: { light: '#8A5A00', dark: '#EFA63B' },
  /** The ground of a QR code that ran out, and of a status that nobody could ask for. */
  timedOut: { light: '#DDE5EB', dark: '#24405A' },
  unsure: { light: '#FFFFFF', dark: '#14283A' },
} as const satisfies Readonly<Record<string, Themed>>

/** Roles that are the same by day and by night. */
export const fixed = {
  /** The card's gradient, with `themed.kram.light` between the two. */
  kramDeep: '#0F2740',
  kramMid: '#2C6384',
  /** Quiet text on indigo in the chat. */
  quietOnKram: '#DCE9F0',
  /** The clock on the live card's gradient. */
  threadOnLive: '#FDDCC6',
  /** Legends under the live card, whose page is `themed.cotton.dark` by day too. */
  quietOnNight: '#C3D0DA',
  threadTint: '#FDEEE4',
  onThreadTint: '#5A1F05',
  /** Letters in which two readings of a card differ. */
  differs: '#FFD9C2',
  onDiffers: '#7A2A06',
  /** The sketched card, and the real one on success. */
  paper: '#BCDCEC',
  cardPaper: '#FAFCFB',
  /** The modules of a QR code, and what lies behind a camera's picture. */
  black: '#060B12',
  white: '#FFFFFF',
  shade: '#000000',
  camera: '#1F2427',
  cameraBar: '#0B0F12',
  cameraRing: '#62676B',
  /** What the camera likes, and what it asks for. */
  cameraGood: '#7FE0A7',
  onCameraGood: '#06281A',
  amber: '#FFC53D',
  onAmber: '#1B1300',
  /** Behind the keypad by night. */
  pinNight: '#060E15',
  /** One ground per verdict; expired is amber, unknown status is white. */
  valid: '#0B5D3B',
  doubted: '#EFA63B',
  onDoubted: '#1F1200',
  /** "Compare the face", the loudest act after a verdict. */
  loud: '#C2410C',
  frozen: '#0B4A6F',
  revoked: '#8F1D1D',
  altered: '#1A1214',
  alteredHatch: '#B5121B',
  unknownIssuer: '#4A4F57',
  /** Threads of the weave, the sign, and the sketches of a card and of a person. */
  weave: '#F4E3D8',
  signLine: '#9FC3D6',
  signFace: '#6BA5B8',
  chip: '#E8C77A',
  skin: '#D9A57B',
  skinShade: '#C58F67',
} as const satisfies Readonly<Record<string, `#${string}`>>

export type ThemedRole = keyof typeof themed
export type FixedRole = keyof typeof fixed
