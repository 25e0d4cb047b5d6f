/** `util.parseArgs`, by Node's own code; its complaints about arguments are TypeErrors, as they are there. */
import { parseArgs as parse } from '@pkgjs/parseargs';
import { nativeError } from '../errors.ts';

interface Coded {
  readonly code: string;
  readonly message: string;
}

const isComplaint = (thrown: unknown): thrown is Coded =>
  thrown instanceof Error && /^ERR_PARSE_ARGS_/.test(String((thrown as Partial<Coded>).code));

/** There is no command line: without `args` there are none. */
export function parseArgs(config: unknown = {}): unknown {
  const hasArgs = typeof config !== 'object' || config === null || 'args' in config;
  try {
    return parse(hasArgs ? config : { ...config, args: [] });
  } catch (thrown) {
    throw isComplaint(thrown) ? nativeError(TypeError, thrown.code, thrown.message) : thrown;
  }
}
