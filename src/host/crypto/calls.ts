/** The host calls of `crypto`, all of them. */
import type { CryptoCalls, CryptoLaterCalls } from '../../wire/crypto-calls.ts';
import type { Handlers, LaterHandlers } from '../host-run.ts';
import { DERIVATION_CALLS, DERIVATION_LATER_CALLS } from './derivation-calls.ts';
import { DIGEST_CALLS } from './digest-calls.ts';
import { KEY_CALLS, KEY_LATER_CALLS } from './key-calls.ts';
import { SIGNATURE_CALLS } from './signature-calls.ts';

export const CRYPTO_CALLS: Handlers<keyof CryptoCalls> = {
  ...DIGEST_CALLS,
  ...KEY_CALLS,
  ...SIGNATURE_CALLS,
  ...DERIVATION_CALLS,
};

export const CRYPTO_LATER_CALLS: LaterHandlers<keyof CryptoLaterCalls> = {
  ...KEY_LATER_CALLS,
  ...DERIVATION_LATER_CALLS,
};
