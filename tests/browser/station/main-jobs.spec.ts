import { proveMainJobs } from '../../support/main-jobs/prove'

proveMainJobs('the main jobs of the web station', {
  where: 'web',
  async open(_server, networks, web) {
    const desk = await web(networks.desk.url, 'role=cashier')
    const bay = await web(networks.bay.url, 'role=bay&bay=bay-1')
    return {
      desk,
      bay,
      async close() {
        await desk.context().close()
        await bay.context().close()
      },
    }
  },
})
