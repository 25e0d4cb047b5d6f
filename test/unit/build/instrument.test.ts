import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { fileURLToPath } from 'node:url';
import binaryen from 'binaryen';
import { usesOf } from '../../../src/build/generate.ts';
import { bundleGuest } from '../../../src/build/guest.ts';
import { bakeImage } from '../../../src/build/image.ts';
import { BYTES_PER_FUEL, instrument } from '../../../src/build/instrument.ts';
import { bundleModules } from '../../../src/build/module-bundle.ts';
import { constOf, expr, inFunctions, walk } from '../../../src/build/wasm-walk.ts';
import { encodeImage, sha256 } from '../../../src/sandbox/image-format.ts';
import { ENGINE_HASH, ENGINE_MODULE, ENGINE_WASM, IMAGE_FILE } from '../../support/sandbox.ts';

setDefaultTimeout(120_000);

const ORIGINAL_FILE = fileURLToPath(
  import.meta.resolve('@jitl/quickjs-wasmfile-release-sync/wasm'),
);
const original = await Bun.file(ORIGINAL_FILE).bytes();

function textOf(wasm: Uint8Array): string {
  const module = binaryen.readBinary(wasm);
  try {
    return module.emitText();
  } finally {
    module.dispose();
  }
}

const engineText = textOf(ENGINE_WASM);
const originalText = textOf(original);
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

const escapeText = (text: string) => text.replace(/[$.*+?^{}()|[\]\\]/g, '\\$&');

/** The global that `get.name` reads, by its name in the released binary: binaryen numbers what has none. */
function globalBehind(name: string): string {
  const exported = `get.${name}`;
  const fn = new RegExp(`\\(export "${escapeText(exported)}" \\(func (\\$[^)]+)\\)\\)`).exec(
    engineText,
  );
  const body = `\\(func ${escapeText(fn?.[1] ?? '?')} [^\\n]*\\s+\\(global\\.get (\\$[^)]+)\\)\\s*\\)`;
  const global = new RegExp(body).exec(engineText)?.[1];
  if (!global) throw new Error(`Cannot find the global behind '${exported}'`);
  return global;
}

const FUEL = escapeText(globalBehind('fuel'));
const TICK = escapeText(/\(import "meter" "tick" \(func (\$[^\s)]+)/.exec(engineText)?.[1] ?? '?');

/** `fuel -= 1; if (fuel < 0) tick()`, as binaryen prints it. */
const PAYMENT = `\\(global\\.set ${FUEL}\\s+\\(i32\\.sub\\s+\\(global\\.get ${FUEL}\\)\\s+\\(i32\\.const 1\\)\\s*\\)\\s*\\)\\s+\\(if\\s+\\(i32\\.lt_s\\s+\\(global\\.get ${FUEL}\\)\\s+\\(i32\\.const 0\\)\\s*\\)\\s+\\(then\\s+\\(call ${TICK}\\)\\s*\\)\\s*\\)`;

describe('the released engine', () => {
  test('engine.wasm has every loop of the original and pays at the head of each', () => {
    const loops = count(originalText, /\(loop\b/g);
    expect(loops).toBeGreaterThan(1000);
    expect(count(engineText, /\(loop\b/g)).toBe(loops);
    // Text after the loop's label and type, past the blocks that only group what follows.
    const paidAtHead = new RegExp(
      `\\(loop(?: \\$[^\\s()]+)?(?: \\(result [^)]*\\))?\\s+(?:\\(block(?: \\$[^\\s()]+)?(?: \\(result [^)]*\\))?\\s+)*${PAYMENT}`,
      'g',
    );
    expect(count(engineText, paidAtHead)).toBe(loops);
    // One payment a loop, and the tick is called from nowhere but there and the charge for bulk.
    expect(count(engineText, new RegExp(PAYMENT, 'g'))).toBe(loops);
    expect(count(engineText, new RegExp(`\\(call ${TICK}\\)`, 'g'))).toBe(loops + 1);
  });

  test('walk() reaches as many loops as the text has', () => {
    const module = binaryen.readBinary(original);
    let loops = 0;
    for (const { body } of inFunctions(module)) {
      walk(body, (node) => {
        if (expr.isLoop(node)) loops++;
      });
    }
    module.dispose();
    expect(loops).toBe(count(originalText, /\(loop\b/g));
  });

  test('engine.wasm has no bulk instruction of a large or computed size that is not charged', () => {
    const module = binaryen.readBinary(ENGINE_WASM);
    let charged = 0;
    const free: (number | undefined)[] = [];
    const chargers = new Set<string>();
    for (const { body } of inFunctions(module)) {
      walk(body, (node) => {
        if (!expr.isBulk(node)) return;
        const target = expr.callTarget(expr.bulkSize(node));
        if (target === undefined) free.push(constOf(expr.bulkSize(node)));
        else {
          charged++;
          chargers.add(target);
        }
      });
    }
    module.dispose();
    const inText = count(engineText, /\(memory\.(?:copy|fill)\b/g);
    expect(inText).toBe(count(originalText, /\(memory\.(?:copy|fill)\b/g));
    expect(charged + free.length).toBe(inText);
    expect(charged).toBeGreaterThan(0);
    expect(chargers.size).toBe(1);
    for (const size of free) expect(size).toBeLessThanOrEqual(4096);
    const [charger = '?'] = chargers;
    const body = new RegExp(
      `\\(func ${escapeText(charger.startsWith('$') ? charger : `$${charger}`)} [\\s\\S]*?\\n \\)`,
    ).exec(engineText)?.[0];
    expect(body).toMatch(new RegExp(`\\(call ${TICK}\\)`));
    expect(body).toContain(`(i32.const ${Math.log2(BYTES_PER_FUEL)})`);
  });

  test('engine.wasm has no instruction that could loop or move memory unseen', () => {
    // `memory.init`, `table.*` and `memory.grow` would each need a charge of their own.
    expect(count(engineText, /\((?:memory\.init|memory\.grow|table\.\w+|return_call\w*)\b/g)).toBe(
      0,
    );
  });

  test('engine.wasm exports what the meter and the image need, and takes one import more', () => {
    const exported = WebAssembly.Module.exports(ENGINE_MODULE);
    for (const name of ['fuel', 'stackPointer', 'stackLow', 'refused']) {
      for (const access of [`get.${name}`, `set.${name}`]) {
        expect(exported).toContainEqual(
          expect.objectContaining({ name: access, kind: 'function' }),
        );
      }
      const global = escapeText(globalBehind(name));
      expect(engineText).toMatch(new RegExp(`\\(global ${global} \\(mut i32\\) \\(i32\\.const`));
    }
    // One that is exported would lie behind a pointer, for every loop and every call.
    expect(exported.filter(({ kind }) => kind === 'global')).toEqual([]);
    const imports = WebAssembly.Module.imports(ENGINE_MODULE).map((i) => `${i.module}.${i.name}`);
    const before = WebAssembly.Module.imports(new WebAssembly.Module(original));
    const added = imports.filter((name) => !before.some((i) => name === `${i.module}.${i.name}`));
    expect(added).toEqual(['meter.tick']);
  });
});

describe('instrument()', () => {
  const instrumented = instrument(original);

  test('instrument() gives the same bytes each time, those of the released engine', () => {
    expect(sha256(instrument(original).wasm)).toBe(sha256(instrumented.wasm));
    expect(sha256(instrumented.wasm)).toBe(ENGINE_HASH);
  });

  test('instrument() counts the loops that the text has', () => {
    expect(instrumented.loops).toBe(count(originalText, /\(loop\b/g));
  });

  test('instrument() finds the break below the stack, and the top of the stack', () => {
    const { breakAddress, stackTop } = instrumented;
    expect(stackTop).toBeGreaterThan(5 * 1024 * 1024);
    expect(breakAddress % 4).toBe(0);
    expect(breakAddress).toBeGreaterThan(0);
    expect(breakAddress).toBeLessThan(stackTop - 5 * 1024 * 1024);
  });

  test('bakeImage() gives the same bytes each time, those of the released image', async () => {
    const prelude = await bundleGuest({ uses: usesOf(await bundleModules()) });
    const bake = async () =>
      encodeImage(await bakeImage(instrumented, prelude), {
        engineHash: ENGINE_HASH,
        preludeHash: sha256(prelude),
      });
    const [first, second] = [await bake(), await bake()];
    expect(sha256(second)).toBe(sha256(first));
    expect(sha256(first)).toBe(sha256(IMAGE_FILE));
  });

  const GROW = '(import "env" "grow" (func $grow (param i32) (result i32)))';
  const STACK = '(global $sp (mut i32) (i32.const 65536))';
  const SBRK = `(func $sbrk (result i32) (drop (i32.load (i32.const 64))) (drop (memory.size)) (call $grow (i32.const 1)))`;
  const shape = (...parts: string[]) => {
    const module = binaryen.parseText(`(module ${parts.join(' ')})`);
    try {
      return module.emitBinary();
    } finally {
      module.dispose();
    }
  };

  test('instrument() takes a module of the shape it relies on', () => {
    const { loops, breakAddress, stackTop, wasm } = instrument(
      shape(GROW, '(memory 1)', STACK, SBRK, '(func (loop $l (br $l)))'),
    );
    expect({ loops, breakAddress, stackTop }).toEqual({
      loops: 1,
      breakAddress: 64,
      stackTop: 65536,
    });
    expect(WebAssembly.validate(wasm)).toBe(true);
  });

  const SECOND = SBRK.replace('$sbrk', '$other');
  test.each([
    ['two functions that use memory.size', [GROW, '(memory 1)', STACK, SBRK, SECOND], 'allocator'],
    ['no function that uses memory.size', [GROW, '(memory 1)', STACK], 'allocator'],
    [
      'an allocator that loads from two addresses',
      [
        GROW,
        '(memory 1)',
        STACK,
        SBRK.replace('(drop (m', '(drop (i32.load (i32.const 80))) (drop (m'),
      ],
      'allocator',
    ],
    [
      'an allocator that asks no host',
      ['(memory 1)', STACK, SBRK.replace('(call $grow (i32.const 1))', '(i32.const 0)')],
      'allocator',
    ],
    [
      'two mutable globals',
      [GROW, '(memory 1)', STACK, STACK.replace('$sp', '$x'), SBRK],
      'stack pointer',
    ],
    ['no global', [GROW, '(memory 1)', SBRK], 'stack pointer'],
    [
      'an immutable global',
      [GROW, '(memory 1)', '(global $sp i32 (i32.const 1))', SBRK],
      'stack pointer',
    ],
  ])('instrument() refuses %s', (_, parts, what) => {
    expect(() => instrument(shape(...parts))).toThrow(`Cannot find the ${what}`);
  });

  test('walk() refuses an instruction it does not know the children of', () => {
    const wasm = shape(
      GROW,
      '(memory 1)',
      STACK,
      SBRK,
      '(func (drop (v128.const i64x2 0 0)) (drop (v128.load (i32.const 0))) (drop (i8x16.splat (i32.const 1))) (drop (i8x16.extract_lane_s 0 (v128.const i64x2 0 0))))',
    );
    expect(() => instrument(wasm)).toThrow('Cannot walk the engine');
  });
});
