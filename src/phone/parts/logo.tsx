// The logo: a pocket (พก) that holds the card, with a dashed orange seam.
export const Logo = () => (
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" fill="#183A55" />
    <rect x="9.5" y="5.5" width="13" height="11" rx="1.6" fill="#F4F6F5" />
    <circle cx="13" cy="9.6" r="1.6" fill="#9FC3D6" />
    <path d="M16 8.8h4.6M16 11h3.2" stroke="#9FC3D6" stroke-width="1.2" stroke-linecap="round" />
    <path d="M6.5 13.5h19v6.8a6.2 6.2 0 0 1-6.2 6.2h-6.6a6.2 6.2 0 0 1-6.2-6.2z" fill="#2C6384" />
    <path
      d="M9 15.8v4.2a4 4 0 0 0 4 4h6a4 4 0 0 0 4-4v-4.2"
      fill="none"
      stroke="#F28C52"
      stroke-width="1.6"
      stroke-dasharray="2.6 1.8"
    />
  </svg>
)
