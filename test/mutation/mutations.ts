import { CLAIM_MUTATIONS } from './claims.ts';
import { LIMIT_MUTATIONS } from './limits.ts';
import { METER_MUTATIONS } from './meter.ts';
import type { Mutation } from './mutation.ts';
import { NETWORK_MUTATIONS } from './network.ts';
import { RESET_MUTATIONS } from './reset.ts';

/** Every guarantee that is broken on purpose, and the tests that must notice. */
export const MUTATIONS: readonly Mutation[] = [
  ...METER_MUTATIONS,
  ...RESET_MUTATIONS,
  ...CLAIM_MUTATIONS,
  ...LIMIT_MUTATIONS,
  ...NETWORK_MUTATIONS,
];
