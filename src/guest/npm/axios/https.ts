/** What axios requires as `https`. */
import { senderBy } from './transport.ts';

export const request = senderBy('https:');
export const globalAgent: object = {};
