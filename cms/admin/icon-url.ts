const SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#0f766e"/><path d="M5 17 9 7h2l4 10M6.6 13.5h6.8M14 7l5 10M19 7l-3 5" stroke="#fff" stroke-width="1.6" fill="none"/></svg>`

/** The page's icon, carried in the page itself. */
export const ICON_URL = `data:image/svg+xml,${encodeURIComponent(SVG)}`
