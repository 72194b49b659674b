export { sampleBay, sampleJob, sampleOrder, sampleQueue } from './sample-documents'
export { createTestEventSource, TestEventSource, type TestEventSourceFactory } from './test-event-source'
export { type TestEvent, TestServer } from './test-server'
