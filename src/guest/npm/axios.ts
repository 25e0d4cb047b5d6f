/** The package's build for Node, its own adapter included; what that does over connections is the host's. */
import type { Axios, Config } from './axios/axios-types.ts';
import { fitToHost } from './axios/transport.ts';

const axios = loadWithoutFetch();
const send = axios.getAdapter('http');

axios.defaults.adapter = function http(config: Config) {
  fitToHost(config);
  return send(config);
};

export default axios;

/** Where it sees a `fetch`, it tries out requests while it is loaded; those ask the host, which answers runs alone. */
function loadWithoutFetch(): Axios {
  const hidden = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
  Reflect.deleteProperty(globalThis, 'fetch');
  try {
    return require('axios/dist/node/axios.cjs') as Axios;
  } finally {
    if (hidden) Reflect.defineProperty(globalThis, 'fetch', hidden);
  }
}
