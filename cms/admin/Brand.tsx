function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" role="img" aria-label="AX Station">
      <rect x="0.5" y="0.5" width="23" height="23" rx="5.6" fill="#0f766e" />
      <path
        d="M4 17.7 8.4 6.3 12.8 17.7M5.75 13.6h5.3M12.9 6.3 19.9 17.7M19.9 6.3 12.8 17.7"
        fill="none"
        stroke="#fff"
        strokeWidth="2.1"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}

/** The product's mark in the panel's corner, as large as its place: main/packaging/icon.svg. */
export function Icon() {
  return <Mark size={18} />
}

/** The mark and name above the sign-in form. */
export function Logo() {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: '0.7rem', fontSize: '1.6rem', fontWeight: 600 }}>
      <Mark size={36} />
      AX Station
    </span>
  )
}
