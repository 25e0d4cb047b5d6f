/** Isolation is a copy: whatever a program did, its sandbox is the image again, byte for byte. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import fc from 'fast-check';
import type { Image } from '../../src/sandbox/image-format.ts';
import {
  CALL_BUILTIN,
  type Call,
  LIST_BUILTINS,
  LIST_HOSTILE,
  type Path,
} from '../support/builtins.ts';
import { checkProperty } from '../support/fuzz.ts';
import { program, programInput } from '../support/programs.ts';
import {
  makeSandbox,
  makeWorld,
  returnedBy,
  runSnippet,
  type TestSandbox,
} from '../support/sandbox.ts';

setDefaultTimeout(120_000);

const world = await makeWorld({ disabledGlobals: [] });
/** Small, so that all of it can be compared often. */
const memoryBytes = 16 * 1024 * 1024;
const makeBox = () => makeSandbox({ world, memoryBytes });

const cleanOf = new Map<Image, Buffer>();

/** Every address of a clean memory, in an array as long as memory can get; a program with modules has another image. */
function cleanMemory(image: Image): Buffer {
  const known = cleanOf.get(image);
  if (known) return known;
  const clean = Buffer.alloc(image.addresses.stackTop + memoryBytes);
  for (const { address, bytes } of image.pieces) clean.set(bytes, address);
  cleanOf.set(image, clean);
  return clean;
}

let box = await makeBox();

/** The first address that the image did not get back. */
function firstTrace({ engine, sandbox }: TestSandbox): string {
  const clean = cleanMemory(sandbox.image);
  const memory = Buffer.from(engine.memory.buffer);
  if (clean.compare(memory, 0, memory.length, 0, memory.length) === 0) return 'none';
  const at = memory.findIndex((byte, i) => byte !== clean[i]);
  return `${at}: ${memory[at]}, not ${clean[at]}`;
}

/** Runs code in the one sandbox, which stays in use, and looks for what is left of it. */
async function expectNoTrace(code: string, input: unknown): Promise<void> {
  const requestText = JSON.stringify({ input });
  const { run, session } = runSnippet(box, code, { requestText, timeoutMs: 10 });
  session[Symbol.dispose]();
  if (run.isSandboxBroken) box = await makeBox();
  else box.sandbox.reset();
  expect(firstTrace(box)).toBe('none');
}

test('restore leaves no trace of any program', async () => {
  await checkProperty(fc.asyncProperty(program, programInput, expectNoTrace), 150);
});

const list = <T>(code: string): readonly T[] => {
  const listed = returnedBy(runSnippet(box, code)) as readonly T[];
  box.sandbox.reset();
  return listed;
};
const kind = fc.constantFrom(...list<string>(LIST_HOSTILE));
const call = fc.tuple(
  fc.constantFrom('call' as const, 'new' as const),
  kind,
  kind,
  kind,
) as fc.Arbitrary<Call>;

test('restore leaves no trace of any call of any built-in', async () => {
  const calls = fc.record({
    path: fc.constantFrom(...list<Path>(LIST_BUILTINS)),
    calls: fc.array(call, { minLength: 1, maxLength: 3 }),
    from: fc.constant(0),
  });
  await checkProperty(
    fc.asyncProperty(calls, (input) => expectNoTrace(CALL_BUILTIN, input)),
    150,
  );
});
