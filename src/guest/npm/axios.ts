/** The package's build for browsers, for that needs nothing of Node; what it sends, it sends as in Node. */
import { makeAdapter } from './axios/adapter.ts';
import type { Axios } from './axios/axios-types.ts';

const axios = require('axios/dist/browser/axios.cjs') as Axios;
axios.defaults.adapter = makeAdapter(axios);

export default axios;
