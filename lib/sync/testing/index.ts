export { sampleBay, sampleJob, sampleOrder, sampleQueue } from '../../domain/samples/documents'
export { createTestEventSource, TestEventSource, type TestEventSourceFactory } from './test-event-source'
export { type TestEvent, TestServer } from './test-server'
