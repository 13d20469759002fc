// Sketches the two sides of the card: where the portrait and the laser code are.
// Without emblem, so that it looks like no real card.
const Front = () => (
  <>
    <path d="M96 34h150M96 50h96" />
    <rect x="34" y="76" width="40" height="32" rx="6" fill="#e8c77a" stroke="none" />
    <path d="M96 72h110M96 88h84M34 130h120M34 146h90" />
    <rect x="222" y="92" width="68" height="84" rx="8" fill="#fff" stroke="none" />
    <circle cx="256" cy="122" r="15" fill="#2c6384" stroke="none" />
    <path d="M230 170c2-20 14-28 26-28s24 8 26 28z" fill="#2c6384" stroke="none" />
  </>
)

const Back = () => (
  <>
    <rect x="14" y="34" width="292" height="34" fill="#183a55" stroke="none" />
    <path d="M34 92h120M34 110h84" />
    <rect
      x="160"
      y="150"
      width="134"
      height="30"
      rx="8"
      fill="#fff"
      stroke="#e8702a"
      stroke-width="3"
      stroke-dasharray="8 6"
    />
    <path d="M176 165h102" stroke="#12263a" />
  </>
)

export const CardSketch = ({ side }: { side: 'front' | 'back' }) => (
  <svg class="sketch" viewBox="0 0 320 204" aria-hidden="true">
    <rect x="14" y="10" width="292" height="184" rx="16" fill="#bcdcec" />
    <g stroke="#2c6384" stroke-width="6" stroke-linecap="round" fill="none">
      {side === 'front' ? <Front /> : <Back />}
    </g>
    <g stroke="#e8702a" stroke-width="6" stroke-linecap="round" stroke-linejoin="round" fill="none">
      <path d="M5 34V16A11 11 0 0 1 16 5h24M280 5h24a11 11 0 0 1 11 11v18M315 170v18a11 11 0 0 1-11 11h-24M40 199H16a11 11 0 0 1-11-11v-18" />
    </g>
  </svg>
)
