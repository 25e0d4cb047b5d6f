/** Counts the garbage collections that are seen: each one that finds the last sentinel gone. */
export class GcCount {
  #seen = 0;
  readonly #registry = new FinalizationRegistry<undefined>(() => {
    this.#seen++;
    this.#plant();
  });

  constructor() {
    this.#plant();
  }

  get seen(): number {
    return this.#seen;
  }

  #plant(): void {
    this.#registry.register({}, undefined);
  }
}
