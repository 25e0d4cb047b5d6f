/**
 * Promise: no snippet reaches the engine unread. The first time, one is decoded, checked and compiled,
 * and what compiling changed in memory is kept; from then on a run only lays that over the image.
 */
import { type Failed, fail, ok, type Result } from '../base/failure.ts';
import { checkProgram } from '../policy/check.ts';
import { modulesIn } from '../policy/mentions.ts';
import { parseSnippet } from '../policy/parse.ts';
import { isBase64Code, isTypeScriptCode } from '../wire/ops.ts';
import type { Image } from './image-format.ts';
import { type ReadLimits, type ReadOptions, readInTime } from './read-in-time.ts';
import type { CompiledPages } from './sandbox.ts';
import type { Stripper } from './type-stripper.ts';

/** A snippet that passed every check. */
export interface Snippet {
  readonly source: string;
  /** Whether it awaits at its top level. */
  readonly isAsync: boolean;
  /** Ids of the modules that it names. */
  readonly modules: readonly string[];
}

/** A snippet and what compiling it left in memory. */
export interface PreparedSnippet extends Snippet {
  /** The image that its pages are to be laid over, and no other. */
  readonly image: Image;
  readonly compiled: CompiledPages;
}

export interface PrepareOptions extends ReadOptions {
  readonly maxCodeBytes: number;
  readonly isStaticCheckOn: boolean;
  readonly stripper: Stripper;
}

/**
 * @param encodedCode see `Job`
 * @returns the snippet as JavaScript, or the first failure
 */
export function checkSnippet(
  encodedCode: string,
  options: PrepareOptions,
  limits: ReadLimits,
): Result<Snippet> {
  const decoded = decode(encodedCode, options.maxCodeBytes);
  if (!decoded.ok) return decoded;
  const stripped = isTypeScriptCode(encodedCode)
    ? options.stripper.strip(decoded.value, limits)
    : decoded;
  if (!stripped.ok) return stripped;
  const source = stripped.value;
  if (source.trim() === '') {
    return fail('empty_code', 'The snippet is empty: nothing but white space', {
      hint: 'Send code such as: return input.name',
    });
  }
  return readInTime(options, limits, (pace) => readSource(source, options, pace));
}

function readSource(
  source: string,
  { isStaticCheckOn }: PrepareOptions,
  pace: () => void,
): Result<Snippet> {
  const program = parseSnippet(source, pace);
  if (!program.ok) return program;
  const { body, isAsync } = program.value;
  const checked = isStaticCheckOn
    ? checkProgram(program.value, pace)
    : ok({ modules: modulesIn(body, pace) });
  return checked.ok ? ok({ source, isAsync, modules: checked.value.modules }) : checked;
}

const NOT_BASE64 = /[^A-Za-z0-9+/_\-=\s]|=[^=\s]/;
const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(encodedCode: string, maxBytes: number): Result<string> {
  const text = encodedCode.slice(1);
  if (!isBase64Code(encodedCode)) {
    const length = Buffer.byteLength(text);
    return length > maxBytes ? tooLarge(length, maxBytes) : { ok: true, value: text };
  }
  if (!isBase64(text)) {
    return fail('invalid_base64', "Cannot read 'codebase64': it is not base64", {
      hint: "Encode the code first, e.g. base64 <<< 'return 1', or send it as plain text in 'code'",
    });
  }
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length > maxBytes) return tooLarge(bytes.length, maxBytes);
  try {
    return { ok: true, value: utf8.decode(bytes) };
  } catch {
    // Expected of bad input, and the failure says all there is to say.
    return fail('invalid_base64', "Cannot read 'codebase64': what it encodes is not UTF-8 text");
  }
}

/** Either alphabet, white space and missing padding allowed; one digit alone is half a byte of nothing. */
function isBase64(text: string): boolean {
  return !NOT_BASE64.test(text) && text.replace(/[=\s]/g, '').length % 4 !== 1;
}

function tooLarge(length: number, most: number): Failed {
  return fail('code_too_large', `The code is ${length} bytes, at most ${most} are allowed`);
}
