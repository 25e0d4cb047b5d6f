/** What crosses between host and guest as text, and bytes beside it. */

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** What the answer to a call that is answered later may be besides: data, and bytes beside it. */
export interface WithBytes<T extends Json = Json> {
  readonly data: T;
  readonly bytes: Uint8Array;
}
