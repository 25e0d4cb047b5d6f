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
