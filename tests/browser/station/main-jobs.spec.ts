import { proveMainJobs } from '../../support/main-jobs/prove'

proveMainJobs('the main jobs of the web station', {
  where: 'web',
  async open(at, { url, web }) {
    const page = await web(at, url)
    return { page, close: () => page.context().close() }
  },
})
