/** The product's mark: two strokes of a wash. */
export function Mark() {
  return (
    <svg aria-hidden viewBox="0 0 24 24" className="size-6 shrink-0">
      <rect width="24" height="24" rx="6" fill="var(--ink)" />
      <path
        d="M5.5 17 10 7h1.6L16 17M7.4 13.4h6.7"
        fill="none"
        stroke="var(--canvas)"
        strokeWidth="2"
        strokeLinejoin="round"
      />
      <path
        d="m15.2 7 3.6 5-3.6 5"
        fill="none"
        stroke="var(--canvas)"
        strokeWidth="2"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  )
}
