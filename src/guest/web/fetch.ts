/** `fetch` and its classes. @see https://fetch.spec.whatwg.org */
import { fetch } from './fetch/fetch.ts';
import { Headers } from './fetch/headers.ts';
import { Request } from './fetch/request.ts';
import { Response } from './fetch/response.ts';

export { fetch, Headers, Request, Response };
