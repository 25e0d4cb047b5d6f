/** The package's build for browsers, for that needs nothing of Node; what it sends, it sends as in Node. */
import { makeAdapter } from './axios/adapter.ts';
import type { Axios } from './axios/axios-types.ts';

const axios = loadWithoutFetch();
axios.defaults.adapter = makeAdapter(axios);

export default axios;

/** Where it sees a `fetch`, it tries out requests while it is loaded; those ask the host, which answers runs alone. */
function loadWithoutFetch(): Axios {
  const hidden = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
  Reflect.deleteProperty(globalThis, 'fetch');
  try {
    return require('axios/dist/browser/axios.cjs') as Axios;
  } finally {
    if (hidden) Reflect.defineProperty(globalThis, 'fetch', hidden);
  }
}
