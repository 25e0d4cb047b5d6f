import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { BAKED_SETS, GUEST_MODULES } from '../../../src/base/guest-modules.ts';
import { namesOf, PROVIDER_OF } from '../../../src/base/guest-names.ts';
import { GUEST_FILES } from '../../../src/generated/guest-files.ts';
import {
  failureOf,
  MODULE_TEXTS,
  makeSandbox,
  makeWorld,
  returnedBy,
  runSnippet,
  type TestSandbox,
  type World,
} from '../../support/sandbox.ts';

setDefaultTimeout(60_000);

let world: World;
let box: TestSandbox;
let open: TestSandbox;
beforeAll(async () => {
  world = await makeWorld();
  box = await makeSandbox({ world });
  open = await makeSandbox({ world: await makeWorld({ disabledGlobals: [] }) });
});

function returned(code: string, where = box): unknown {
  const ran = runSnippet(where, code);
  where.sandbox.become(where.image);
  return returnedBy(ran);
}

/** As a snippet that hides its names from whoever reads its text. */
const hidden = (name: string) => JSON.stringify([...name].reverse().join(''));
const UNHIDE = "const show = (text) => [...text].reverse().join('');";

/** Every name of every module, and of its paths the first: they are all found the same way. */
const NAMES = GUEST_MODULES.flatMap((module) => [
  ...namesOf(module).map(([name]) => name),
  ...(module.paths?.() ?? []).slice(0, 1),
]);

describe('every module', () => {
  test.each(NAMES)('require(%p) gives what is there by any road', (name) => {
    const seen = returned(
      `const m = require('${name}'); return [typeof m, m === require('${name}')]`,
    );
    expect(seen).not.toEqual(['undefined', true]);
    expect(
      returned(`${UNHIDE} const name = show(${hidden(name)});
      const m = require(name); return [typeof m, m === require(name)]`),
    ).toEqual(seen);
  });

  test.each([...PROVIDER_OF.keys()])('%p is there, named or reached by another road', (name) => {
    const seen = returned(`return typeof ${name}`, open);
    expect(seen).not.toBe('undefined');
    expect(returned(`${UNHIDE} return typeof globalThis[show(${hidden(name)})]`, open)).toBe(seen);
    expect(returned(`return typeof globalThis.${name}`, open)).toBe(seen);
  });

  test.each([...PROVIDER_OF.keys()])('%p can be replaced like any global', (name) => {
    const code = `globalThis.${name} = 1; const own = ${name}; delete globalThis.${name}; return [own, typeof ${name}]`;
    expect(returned(code, open)).toEqual([1, 'undefined']);
    const hiddenCode = `${UNHIDE} const n = show(${hidden(name)}); globalThis[n] = 1; return globalThis[n]`;
    expect(returned(hiddenCode, open)).toBe(1);
  });
});

describe('paths inside of packages', () => {
  const PATHS = [
    'dayjs/plugin/utc',
    'lodash/chunk',
    'lodash/fp',
    'moment/locale/fr',
    'crypto-js/md5',
  ];
  test.each(PATHS)('require(%p) gives the same with the ending of its file', (path) => {
    const code = `return [require('${path}.js') === require('${path}'), require('${path}') !== undefined]`;
    expect(returned(code)).toEqual([true, true]);
    const late = `${UNHIDE} return typeof require(show(${hidden(`${path}.js`)}))`;
    expect(returned(late)).toBe(returned(`return typeof require('${path}')`));
  });

  test('the name of a package takes no ending, at run time neither', () => {
    const code = `require('lodash'); ${UNHIDE}
      try { return typeof require(show(${hidden('lodash.js')})); } catch ({ name }) { return name; }`;
    expect(returned(code)).toBe('SecurityError');
  });

  test('an ending is found in a world whose strings were changed', () => {
    const code = `String.prototype.endsWith = String.prototype.includes = String.prototype.slice = () => { throw 1 };
      return typeof require('dayjs/plugin/utc.js')`;
    expect(returned(code)).toBe('function');
  });
});

describe('images', () => {
  test('there is one of each module and of each set, and none is larger than its parts', () => {
    const made = GUEST_FILES.images.map(({ modules }) => modules.join(' '));
    for (const { id } of GUEST_MODULES) {
      expect(made).toContain(MODULE_TEXTS.closureOf([id]).join(' '));
    }
    for (const set of BAKED_SETS) expect(made).toContain(MODULE_TEXTS.closureOf(set).join(' '));
  });

  test('a set that was not baked is made, and is the same world', () => {
    const code = `const [_, dayjs] = [require('lodash'), require('dayjs')];
      return [btoa(_.kebabCase('Two Words')), dayjs('2020-02-29').add(1, 'year').format('YYYY-MM-DD')]`;
    expect(returned(code)).toEqual(['dHdvLXdvcmRz', '2021-02-28']);
    expect(returned(code)).toEqual(['dHdvLXdvcmRz', '2021-02-28']);
  });

  test('a world with modules is as clean in its second run as in its first', () => {
    const code = `const _ = require('lodash'); const before = _.mark; _.mark = 1; Array.prototype.mark = 1;
      return before === undefined && [].mark !== 2`;
    expect(returned(code)).toBe(true);
    expect(returned(code)).toBe(true);
  });

  test('modules are told the settings', async () => {
    const quiet = await makeSandbox({ world: await makeWorld({ allowsConsole: false }) });
    for (const code of [
      "console.log('m'); return 1",
      "require('lodash'); console.log('m'); return 1",
    ]) {
      expect(runSnippet(quiet, code).logsJson).toBe('');
      quiet.sandbox.become(quiet.image);
    }
    const loud = runSnippet(box, "require('lodash'); console.log('m'); return 1");
    expect(loud.logsJson).toBe('[{"level":"log","message":"m"}]');
    box.sandbox.become(box.image);
  });

  test('what is disabled is absent with modules and without, by any road', () => {
    for (const code of [
      'return typeof setTimeout',
      "require('lodash'); return typeof setTimeout",
      `${UNHIDE} clearTimeout(0); require(show(${hidden('lodash')})); return typeof setTimeout`,
    ]) {
      expect(returned(code)).toBe('undefined');
    }
  });
});

describe('require()', () => {
  test.each([
    '"f" + "s"',
    'null',
    '{}',
    '""',
    '"#prelude/host"',
    '"#npm/lodash"',
    '"__proto__"',
    '"constructor"',
    '"node:lodash"',
    '"lodash/"',
  ])('require(%s) is refused at run time', (name) => {
    const failure = failureOf(runSnippet(box, `const r = require; return r(${name})`));
    box.sandbox.become(box.image);
    expect(failure).toMatchObject({ code: 'guest_threw', type: 'SecurityError' });
    expect(failure.message).toStartWith('Cannot require ');
  });

  test('a module that is loaded at run time is paid for by the run', () => {
    const code = `${UNHIDE} return typeof require(show(${hidden('lodash')}))`;
    expect(failureOf(runSnippet(box, code, { timeoutMs: 1 })).code).toBe('timeout');
    box.sandbox.become(box.image);
    expect(returned(code)).toBe('function');
  });

  test('a module that is loaded into a spoilt world ends the run at most', () => {
    const code = `${UNHIDE} const name = show(${hidden('lodash')});
      Object.defineProperty(Object.prototype, 'head', { get() { throw new Error('evil') } });
      Function.prototype.call = Function.prototype.apply = Array.prototype.push = () => { throw new Error('evil') };
      return typeof require(name)`;
    const { step } = runSnippet(box, code);
    box.sandbox.become(box.image);
    expect(['guest_threw', undefined]).toContain(step?.ok ? undefined : step?.failure.code);
    expect(returned("return require('lodash').last([1, 2])")).toBe(2);
  });
});
