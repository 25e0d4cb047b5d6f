import { Elysia } from 'elysia';
import type { SettingName } from '../../base/config.ts';
import { figuresDetail } from '../openapi.ts';
import { LimitsAnswer } from '../schemas.ts';
import type { Services } from '../services.ts';

interface Row {
  readonly name: string;
  readonly setting: SettingName;
  readonly unit: string;
}

const ROWS: readonly Row[] = [
  { name: 'source of a snippet', setting: 'MAX_CODE_LENGTH', unit: 'bytes' },
  { name: 'input', setting: 'MAX_INPUT_SIZE', unit: 'bytes of JSON' },
  { name: 'result', setting: 'MAX_RESULT_SIZE', unit: 'bytes of JSON' },
  { name: 'deadline of a run', setting: 'EXECUTION_TIMEOUT_MS', unit: 'milliseconds' },
  { name: 'heap of a run', setting: 'SANDBOX_MEMORY_BYTES', unit: 'bytes' },
  { name: 'network', setting: 'NETWORK', unit: 'off, public or all' },
  { name: 'requests of a run', setting: 'MAX_NETWORK_REQUESTS', unit: 'requests' },
  { name: 'requests of a run at once', setting: 'MAX_NETWORK_CONCURRENCY', unit: 'requests' },
  { name: 'redirects of a request', setting: 'MAX_NETWORK_REDIRECTS', unit: 'redirects' },
  { name: 'bodies sent by a run', setting: 'MAX_NETWORK_BYTES_OUT', unit: 'bytes' },
  {
    name: 'bodies received by a run',
    setting: 'MAX_NETWORK_BYTES_IN',
    unit: 'bytes, decompressed',
  },
  { name: 'header fields of a message', setting: 'MAX_NETWORK_HEADER_BYTES', unit: 'bytes' },
  { name: 'ports', setting: 'NETWORK_PORTS', unit: 'ports' },
  { name: 'connecting', setting: 'NETWORK_CONNECT_TIMEOUT_MS', unit: 'milliseconds' },
  { name: 'a request and its response', setting: 'NETWORK_TIMEOUT_MS', unit: 'milliseconds' },
  { name: 'requests at once', setting: 'MAX_NETWORK_OPEN', unit: 'requests' },
  { name: 'executions at once', setting: 'MAX_CONCURRENT_EXECUTIONS', unit: 'executions' },
  { name: 'sandboxes', setting: 'RUNTIME_POOL_SIZE', unit: 'sandboxes' },
  { name: 'globals taken away', setting: 'DISABLED_GLOBALS', unit: 'names' },
  { name: 'static check', setting: 'STATIC_CHECK', unit: 'on or off' },
  { name: 'console output in answers', setting: 'ALLOW_CONSOLE', unit: 'on or off' },
];

/** `GET /limits`: the limits in force, with the setting that sets each. */
export function limitsRoutes({ config }: Services) {
  const limits = ROWS.map((row) => ({ ...row, value: config.settings[row.setting] }));
  const answer = () => Response.json({ limits });
  const summary = 'The limits in force, with the setting that sets each';
  return new Elysia({ name: 'limits' })
    .get('/limits', answer, { detail: figuresDetail('limits', summary, LimitsAnswer) })
    .get('/flow/limits', answer, { detail: figuresDetail('flowLimits', summary, LimitsAnswer) });
}
