/** Made where the tests are bundled, of what `test/corpora/` names. */
declare module '#vitest-parts' {
  export const chai: {
    readonly expect: unknown;
    readonly Assertion: { readonly prototype: object };
    readonly util: {
      addMethod(
        where: object,
        name: string,
        method: (this: object, ...given: never[]) => void,
      ): void;
      flag(assertion: object, name: string): unknown;
    };
  };
  export const plugins: readonly unknown[];
  export function format(value: unknown, options: object): string;
  export function useAll(): void;
}
