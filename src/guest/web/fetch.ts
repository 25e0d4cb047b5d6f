/** The classes of `fetch`. @see https://fetch.spec.whatwg.org */
import { Headers } from './fetch/headers.ts';
import { Request } from './fetch/request.ts';
import { Response } from './fetch/response.ts';

export { Headers, Request, Response };
