/** Of axios, what is taken here. */

export interface Config {
  readonly decompress?: boolean;
  readonly proxy?: unknown;
  readonly httpAgent?: object;
  readonly httpsAgent?: object;
}

export type Adapter = (config: Config) => Promise<unknown>;

export interface Axios {
  readonly defaults: { adapter: unknown };
  getAdapter(name: string): Adapter;
}
