/** The guest's `stream` is held to Node's own test files, run inside of the guest. */
import { setDefaultTimeout } from 'bun:test';
import { holdToNodeTests } from '../../support/node-tests-held.ts';

setDefaultTimeout(300_000);

const NO_SERVER = 'serves, which a snippet cannot';
const NO_UNCAUGHT = 'goes on after an error that nobody caught: here it ends the run';
const NODES_INSIDE = "needs the inside of Node's net";
const OF_NODE_18 = "the package is Node 18's code here";

await holdToNodeTests({
  stream: {
    beginnings: ['test-stream'],
    fewest: 165,
    gaps: {
      'test-stream-compose-operator.js': OF_NODE_18,
      'test-stream-consumers.js': "the errors of the web's streams have no codes of Node's",
      'test-stream-destroy.js': NO_SERVER,
      'test-stream-err-multiple-callback-construction.js': OF_NODE_18,
      'test-stream-event-names.js':
        'the events of a stream have the order in which they were added',
      'test-stream-pipe-error-unhandled.js': NO_UNCAUGHT,
      'test-stream-pipeline-listeners.js': NO_UNCAUGHT,
      'test-stream-pipeline-uncaught.js': NO_UNCAUGHT,
      'test-stream-pipeline.js': NO_SERVER,
      'test-stream-readable-async-iterators.js': NO_SERVER,
      'test-stream-readable-to-web.js': 'measures the memory of a process',
      'test-stream-toWeb-allows-server-response.js': NO_SERVER,
      'test-stream-uint8array.js': OF_NODE_18,
      'test-stream-writable-end-cb-uncaught.js': NO_UNCAUGHT,
      'test-stream2-finish-pipe-error.js': NO_UNCAUGHT,
      'test-stream2-httpclient-response-end.js': NO_SERVER,
    },
    notRun: {
      'test-stream-wrap-drain.js': NODES_INSIDE,
      'test-stream-wrap-encoding.js': NODES_INSIDE,
      'test-stream-wrap.js': NODES_INSIDE,
    },
  },
});
