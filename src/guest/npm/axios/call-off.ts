/** All that ends a request of axios before it is done: its signal, its token and its time. */
import { clearTimeout, setTimeout } from '../../web/timers.ts';
import type { Axios, Config } from './axios-types.ts';

/** Calls back once, with the error that the request ends with. @returns what stops listening */
export function onCallOff(axios: Axios, config: Config, end: (error: unknown) => void): () => void {
  const { signal, cancelToken } = config;
  const canceled = (reason: unknown) => {
    const isEvent = !reason || (reason as { readonly type?: unknown }).type;
    end(isEvent ? new axios.CanceledError(null, config) : reason);
  };
  const onAbort = () => end(new axios.CanceledError(null, config));
  cancelToken?.subscribe(canceled);
  if (signal?.aborted) onAbort();
  else signal?.addEventListener('abort', onAbort);
  const timeoutMs = Number.parseInt(String(config.timeout), 10);
  const timer =
    timeoutMs > 0 ? setTimeout(() => end(timedOut(axios, config)), timeoutMs) : undefined;
  return () => {
    cancelToken?.unsubscribe(canceled);
    signal?.removeEventListener?.('abort', onAbort);
    clearTimeout(timer);
  };
}

function timedOut({ AxiosError }: Axios, config: Config): Error {
  const message = config.timeoutErrorMessage || `timeout of ${String(config.timeout)}ms exceeded`;
  const isClear = config.transitional?.clarifyTimeoutError;
  return new AxiosError(message, isClear ? 'ETIMEDOUT' : 'ECONNABORTED', config);
}
