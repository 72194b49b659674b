/** The product's mark in the panel's corner. */
export function Icon() {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" role="img" aria-label="AX Station">
      <rect width="24" height="24" rx="6" fill="#0f766e" />
      <path d="M5 17 9 7h2l4 10M6.6 13.5h6.8M14 7l5 10M19 7l-3 5" stroke="#fff" strokeWidth="1.6" fill="none" />
    </svg>
  )
}

/** The mark and name above the sign-in form. */
export function Logo() {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: '0.6rem', fontSize: '1.6rem', fontWeight: 600 }}>
      <Icon />
      AX Station
    </span>
  )
}
