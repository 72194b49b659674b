/** Nothing in `lib` does anything by being imported: what is not used of it is left out. */
export const pure = {
  name: 'pure',
  setup(bundler) {
    bundler.onResolve({ filter: /^\.{1,2}(\/|$)/ }, async ({ path, pluginData, ...rest }) => {
      if (pluginData === 'resolved') return undefined
      const found = await bundler.resolve(path, { ...rest, pluginData: 'resolved' })
      return { ...found, sideEffects: false }
    })
  },
}
