/** What is used of `sm-crypto`, which has no types. */
declare module 'sm-crypto' {
  /** @returns hexadecimal */
  export function sm3(data: readonly number[]): string;
  export const sm4: {
    encrypt(
      data: readonly number[],
      key: readonly number[],
      options: { padding: 'none'; output: 'array' },
    ): number[];
    decrypt(
      data: readonly number[],
      key: readonly number[],
      options: { padding: 'none'; output: 'array' },
    ): number[];
  };
}
