/**
 * Reads and checks what a caller sends. Promise: no body is taken into memory beyond the limit, whatever
 * its headers claim, and every refusal names what is wrong.
 */

import type { Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { type Failed, fail, type Result } from '../base/failure.ts';
import { isNestedTooDeeply } from './nesting.ts';
import { ExecuteRequest } from './schemas.ts';

/** A request that can be run: its text as it came, and its fields. */
export interface CheckedRequest {
  /** The whole body, valid JSON. */
  readonly text: string;
  readonly fields: Static<typeof ExecuteRequest>;
}

export interface BodyLimits {
  readonly maxInputBytes: number;
  readonly maxCodeBytes: number;
}

/** Room for field names, other fields and white space beside code and input, bytes. */
const ENVELOPE_BYTES = 65_536;

/** Most bytes of a request: the input, and the code in base64 with line breaks or in JSON escapes. */
export function maxBodyBytes({ maxInputBytes, maxCodeBytes }: BodyLimits): number {
  return maxInputBytes + 6 * maxCodeBytes + ENVELOPE_BYTES;
}

/** The body as text, or why it is not taken. */
export async function readBody(request: Request, limits: BodyLimits): Promise<Result<string>> {
  const type = request.headers.get('content-type') ?? '';
  if (!isJsonType(type)) {
    return fail(
      'unsupported_media_type',
      `Cannot read the body: its type is '${type.slice(0, 100)}', application/json was wanted`,
      {
        hint: "Send the header 'Content-Type: application/json'",
      },
    );
  }
  const most = maxBodyBytes(limits);
  const declared = request.headers.get('content-length');
  if (declared !== null) {
    if (Number(declared) > most) return bodyTooLarge(Number(declared), most);
  }
  try {
    return declared === null
      ? await readStream(request, most)
      : { ok: true, value: await request.text() };
  } catch {
    // Reading fails only when there is nobody left to read from, so nobody gets this answer.
    return fail('cancelled', 'The caller hung up before the whole request had arrived');
  }
}

/** A body of unknown length, read no further than the limit. */
async function readStream(request: Request, most: number): Promise<Result<string>> {
  if (!request.body) return { ok: true, value: '' };
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > most) return bodyTooLarge(size, most);
    chunks.push(chunk);
  }
  return { ok: true, value: new TextDecoder().decode(Buffer.concat(chunks)) };
}

function bodyTooLarge(size: number, most: number): Failed {
  return fail(
    'request_too_large',
    `The request is ${size} bytes or more, at most ${most} are allowed`,
  );
}

function isJsonType(contentType: string): boolean {
  if (contentType === 'application/json') return true;
  const [type = ''] = contentType.split(';');
  const name = type.trim().toLowerCase();
  return name === 'application/json' || (name.startsWith('application/') && name.endsWith('+json'));
}

const validator = Compile(ExecuteRequest);

/** The body's fields, checked, or the first thing that is wrong with them. */
export function checkBody(body: string, limits: BodyLimits): Result<CheckedRequest> {
  if (isNestedTooDeeply(body)) return nestedTooDeeply();
  const parsed = parseBody(body);
  if (!parsed.ok) return parsed;
  const { text, fields } = parsed.value;
  if (!validator.Check(fields)) return invalidField(fields);
  const { code, codebase64 } = fields;
  if (code !== undefined && codebase64 !== undefined) {
    return fail('invalid_request', "Send either 'code' or 'codebase64', not both");
  }
  if (code === undefined && codebase64 === undefined) {
    return fail('invalid_request', "The snippet is missing: send it as 'codebase64' or as 'code'");
  }
  return checkInputSize(text, fields, limits) ?? { ok: true, value: { text, fields } };
}

interface ParsedBody {
  readonly text: string;
  readonly fields: unknown;
}

function parseBody(text: string): Result<ParsedBody> {
  try {
    return { ok: true, value: { text, fields: JSON.parse(text) } };
  } catch (thrown) {
    const joined = joinBase64Lines(text);
    if (joined !== text) return parseBody(joined);
    // Expected of bad input; the parser's own words tell where.
    const reason = thrown instanceof Error ? thrown.message.slice(0, 200) : '';
    const message = `Cannot read the body: it is not JSON (${reason})`;
    return text.includes('"codebase64"')
      ? fail('invalid_request', message, { hint: WRAPPED_BASE64_HINT })
      : fail('invalid_request', message);
  }
}

const WRAPPED_BASE64_HINT =
  "The command 'base64' may break its output into lines, which a shell then splits: try base64 | tr -d '\\n'";

/**
 * `base64` on most systems breaks its output into lines, and a shell puts those into the JSON as they
 * are, where they are not allowed. Only inside `codebase64`, where white space means nothing.
 */
function joinBase64Lines(text: string): string {
  return text.replace(/("codebase64"\s*:\s*")([A-Za-z0-9+/_=\s-]*)"/, (_, opening, value) => {
    return `${opening}${value.replace(/\s+/g, '')}"`;
  });
}

/** Only a body longer than the limit can hold an input that is. */
function checkInputSize(
  text: string,
  fields: Static<typeof ExecuteRequest>,
  { maxInputBytes }: BodyLimits,
): Failed | undefined {
  if (fields.input === undefined || text.length * 3 <= maxInputBytes) return undefined;
  if (Buffer.byteLength(text) <= maxInputBytes) return undefined;
  const size = Buffer.byteLength(JSON.stringify(fields.input));
  if (size <= maxInputBytes) return undefined;
  return fail(
    'input_too_large',
    `'input' is ${size} bytes of JSON, at most ${maxInputBytes} are allowed`,
  );
}

function nestedTooDeeply(): Failed {
  return fail('invalid_request', 'Cannot read the body: its JSON is nested too deeply');
}

function invalidField(fields: unknown): Failed {
  const [error] = validator.Errors(fields);
  const field = error?.instancePath.slice(1).split('/')[0];
  const where = field ? `'${field}'` : 'the body';
  return fail(
    'invalid_request',
    `Cannot use ${where}: it ${error?.message ?? 'has the wrong form'}`,
  );
}
