/** What axios requires as `http`. */
import { senderBy } from './transport.ts';

export const request = senderBy('http:');
export const globalAgent: object = {};
