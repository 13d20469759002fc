// The service's logo in the chat: a pocket with a card in it.
export const Logo = ({ size }: { size: number }) => (
  <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" fill="#183A55" />
    <rect x="9" y="6" width="14" height="11" rx="2" fill="#F4F6F5" />
    <circle cx="13" cy="10" r="1.6" fill="#2C6384" />
    <path d="M16 9.4h5M16 11.6h4" stroke="#9FB6C6" stroke-width="1.2" />
    <path d="M7 14h18v4a9 9 0 0 1-18 0Z" fill="#2C6384" />
    <path
      d="M9.4 16v2a6.6 6.6 0 0 0 13.2 0v-2"
      fill="none"
      stroke="#E8702A"
      stroke-width="1.3"
      stroke-dasharray="2 1.2"
    />
  </svg>
)
