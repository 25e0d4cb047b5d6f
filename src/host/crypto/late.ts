/**
 * Libraries that few runs want, each loaded when one first does: together they take a fifth of what a
 * worker needs to load all its code. By `require`, for the calls that want them are answered at once.
 */
export const loadEd448 = (): typeof import('@noble/curves/ed448.js') =>
  require('@noble/curves/ed448.js');

export const loadSmCrypto = (): typeof import('sm-crypto') => require('sm-crypto');
