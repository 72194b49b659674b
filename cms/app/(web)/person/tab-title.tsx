export const tabTitle = (page: string) => `${page} · AX Station`

/**
 * The tab's title in the person's language, which a screen reader says when the page changes. It is of the page's own tree and
 * comes with it: Next sends what it is told as metadata behind the page, which has no title until then.
 */
export const TabTitle = ({ children }: { readonly children: string }) => <title>{tabTitle(children)}</title>
