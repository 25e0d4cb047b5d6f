/** `http`, as far as requests go. @see https://nodejs.org/docs/latest-v20.x/api/http.html */
import { clientOf } from './http/client.ts';

export default clientOf('http:');
