/** Of axios, what its adapter here takes. */

export interface Headers {
  normalize(): Headers;
  toJSON(): Record<string, string | readonly string[] | null | undefined>;
  set(name: string | object, value?: unknown, rewrite?: boolean): Headers;
  setContentType(value: string, rewrite?: boolean): Headers;
  has(name: string): boolean;
  delete(name: string): boolean;
}

export interface Signal {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener?(type: 'abort', listener: () => void): void;
}

export interface Config {
  readonly url?: string;
  readonly method?: string;
  readonly data?: unknown;
  readonly headers?: object;
  readonly auth?: { readonly username?: unknown; readonly password?: unknown } | null;
  readonly timeout?: unknown;
  readonly timeoutErrorMessage?: string;
  readonly transitional?: { readonly clarifyTimeoutError?: boolean } | null;
  readonly responseType?: string;
  readonly responseEncoding?: string;
  readonly decompress?: boolean;
  readonly maxRedirects?: number;
  readonly maxContentLength?: number;
  readonly maxBodyLength?: number;
  readonly validateStatus?: ((status: number) => boolean) | null;
  readonly signal?: Signal;
  readonly cancelToken?: {
    subscribe(listener: (reason: unknown) => void): void;
    unsubscribe(listener: (reason: unknown) => void): void;
  };
}

interface ErrorClass {
  new (
    message?: string,
    code?: string,
    config?: object,
    request?: unknown,
    response?: unknown,
  ): Error;
  from(
    error: unknown,
    code?: unknown,
    config?: object,
    request?: unknown,
    response?: unknown,
  ): Error;
}

export interface Axios {
  readonly VERSION: string;
  readonly defaults: { adapter: unknown };
  getUri(config: object): string;
  readonly AxiosError: ErrorClass;
  readonly CanceledError: new (message: unknown, config: object, request?: unknown) => Error;
  readonly AxiosHeaders: { new (headers?: object): Headers; from(headers: unknown): Headers };
}
