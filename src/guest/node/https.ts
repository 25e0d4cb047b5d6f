/** `https`, as far as requests go. @see https://nodejs.org/docs/latest-v20.x/api/https.html */
import { clientOf } from './http/client.ts';

export default clientOf('https:');
