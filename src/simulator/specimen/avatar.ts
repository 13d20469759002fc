// Draws portraits of invented people for lists and cards: flat shapes, mixed ages and dress. Face networks need not
// accept them.
import type { Appearance } from './people.ts'

const hairBehind: Record<Appearance['style'], (c: string) => string> = {
  bob: (c) => `<path d="M57 96C57 46 78 30 100 30s43 16 43 66v52H57Z" fill="${c}"/>`,
  long: (c) => `<path d="M52 96C52 44 76 28 100 28s48 16 48 68v96H52Z" fill="${c}"/>`,
  scarf: (c) => `<path d="M46 104C46 44 74 24 100 24s54 20 54 80c0 40 10 74 14 96H32c4-22 14-56 14-96Z" fill="${c}"/>`,
  short: () => '',
  bald: () => '',
}
const hairBefore: Record<Appearance['style'], (c: string) => string> = {
  bob: (c) => `<path d="M66 88c2-28 16-42 38-44 20 4 30 20 30 44-14-6-24-14-30-26-8 14-20 22-38 26Z" fill="${c}"/>`,
  long: (c) => `<path d="M66 92c0-34 16-50 34-50s34 16 34 50c-6-18-16-28-34-28S72 74 66 92Z" fill="${c}"/>`,
  short: (c) =>
    `<path d="M62 92c-4-42 16-58 38-58s42 16 38 58c-4-16-8-24-16-30-16 4-32 4-46 0-8 6-12 16-14 30Z" fill="${c}"/>`,
  scarf: (c) => `<path d="M64 102c0-38 16-54 36-54s36 16 36 54c8-50-10-68-36-68S56 52 64 102Z" fill="${c}"/>`,
  bald: () => '',
}

/** Returns an SVG picture (200 × 250) of an invented person. */
export const avatarSvg = ({ skin, hair, cloth, style, glasses }: Appearance): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="500" viewBox="0 0 200 250">
<rect width="200" height="250" fill="#E3ECEF"/>${hairBehind[style](hair)}
<path d="M20 250c0-50 34-72 80-72s80 22 80 72Z" fill="${cloth}"/>
<path d="M84 150h32v32c0 10-32 10-32 0Z" fill="${skin}"/><path d="M84 158c10 10 22 10 32 0v10c-10 10-22 10-32 0Z" fill="#0002"/>
<path d="M64 96c0-34 14-50 36-50s36 16 36 50c0 40-18 66-36 66s-36-26-36-66Z" fill="${skin}"/>${hairBefore[style](hair)}
<g fill="#2B211C"><circle cx="85" cy="106" r="4.2"/><circle cx="115" cy="106" r="4.2"/></g>
<path d="M76 95q9-6 17 0M107 95q9-6 17 0" stroke="${style === 'scarf' ? '#3A2A20' : hair}" stroke-width="3.4" fill="none" stroke-linecap="round"/>
<path d="M100 108l-4 18h8" stroke="#0004" stroke-width="2.4" fill="none" stroke-linecap="round"/>
<path d="M88 138q12 9 24 0" stroke="#8A3B34" stroke-width="3.6" fill="none" stroke-linecap="round"/>
${glasses ? '<g fill="none" stroke="#3B4650" stroke-width="3"><rect x="71" y="96" width="26" height="20" rx="9"/><rect x="103" y="96" width="26" height="20" rx="9"/><path d="M97 104h6"/></g>' : ''}</svg>`

export const avatarUrl = (appearance: Appearance): string =>
  `data:image/svg+xml,${encodeURIComponent(avatarSvg(appearance))}`
