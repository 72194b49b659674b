export const SIZES = {
  '1920x1080': { width: 1920, height: 1080, touch: true },
  '1366x768': { width: 1366, height: 768, touch: false },
  '390x844': { width: 390, height: 844, touch: true },
}

/** Every screen, and how to get there from the fixture site. */
export const SCREENS = {
  cashier: { query: { role: 'cashier' } },
  'cashier-stale': {
    query: { role: 'cashier', state: 'stale' },
    // The banner comes when the cause has lasted.
    act: (page) =>
      page
        .locator('main')
        .waitFor()
        .then(() => page.waitForTimeout(2000)),
  },
  'cashier-empty': { query: { role: 'cashier', empty: '1' } },
  bay: { query: { role: 'bay', bay: 'bay-1' } },
  'bay-idle': { query: { role: 'bay', bay: 'bay-3' } },
  board: { query: { role: 'board' } },
  'first-run': { query: { first: '1' } },
  gallery: { hash: '#/gallery' },
}

/** Screen x size x theme x language. */
export function* wantedShots() {
  for (const screen of Object.keys(SCREENS)) {
    for (const size of Object.keys(SIZES)) {
      for (const theme of ['light', 'dark']) {
        for (const language of ['en', 'zh']) yield { screen, size, theme, language }
      }
    }
  }
}
