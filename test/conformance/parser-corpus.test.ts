/** The static check and the engine against the parser tests of the language's own suite. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { parseSnippet } from '../../src/policy/parse.ts';
import { wrap } from '../../src/sandbox/source.ts';
import { installCorpora, readCorpus } from '../support/corpora.ts';
import { makeSandbox, makeWorld } from '../support/sandbox.ts';

setDefaultTimeout(120_000);

const CORPUS = 'test262-parser-tests';
/** A snippet is no module, so the corpus's modules are not for it. */
const MODULE = '.module.js';

/** What the check, then the engine say, where it is not what the corpus says, by file. */
type Verdict = 'check accepts' | 'check refuses' | 'engine accepts' | 'engine refuses';
interface Gap {
  readonly why: string;
  readonly verdicts: readonly Verdict[];
  readonly files: readonly string[];
}

const GAPS: Readonly<Record<string, readonly Gap[]>> = {
  pass: [
    {
      why: 'the engine has no --> comments; they are for scripts in pages',
      verdicts: ['engine refuses'],
      files: ['4f5419fe', '5a2a8e99', '5d5b9de6', '946bee37', 'ba00173f', 'e03ae547'],
    },
    {
      why: 'the engine finds the innermost of several labels of one loop only',
      verdicts: ['engine refuses'],
      files: ['1f3808cb', '7a405ea1'],
    },
  ],
  'pass-explicit': [
    {
      why: 'the engine finds the innermost of several labels of one loop only',
      verdicts: ['engine refuses'],
      files: ['1f3808cb', '7a405ea1'],
    },
  ],
  fail: [
    {
      why: 'a snippet is a function body: it may return',
      verdicts: ['check accepts', 'engine accepts'],
      files: ['02e5861a', '7187f067', '7bfaaa1e', '8beaabe2'],
    },
    {
      why: 'the corpus is older than ECMAScript 2019, which allows U+2028 and U+2029 in strings',
      verdicts: ['check accepts', 'engine accepts'],
      files: ['647e21f8', '8af69d8f'],
    },
    {
      why: 'the corpus is older than class fields',
      verdicts: ['check accepts', 'engine accepts'],
      files: ['98204d73', 'ef81b93c'],
    },
    {
      why: 'the corpus is older than the Unicode that has this letter, and so is the engine',
      verdicts: ['check accepts'],
      files: ['c060a301'],
    },
    {
      why: 'the engine lets a catch parameter have a default value',
      verdicts: ['engine accepts'],
      files: ['831b4a1c'],
    },
  ],
  early: [
    {
      why: 'a snippet is a function body: it has a new.target',
      verdicts: ['check accepts', 'engine accepts'],
      files: ['d32d2f12', 'fc9cad74'],
    },
    {
      why: 'neither looks at the name of a class expression',
      verdicts: ['check accepts', 'engine accepts'],
      files: ['84ef3bba', '98744287'],
    },
    {
      why: 'neither knows that a for-of must not repeat a catch parameter as a var',
      verdicts: ['check accepts', 'engine accepts'],
      files: ['0f5f4710'],
    },
    {
      why: 'the engine lets a body declare a name that a pattern among the parameters has taken',
      verdicts: ['engine accepts'],
      files: [
        ...['14c149e6', '58bb4a3a', '627ae230', '6bb272e5', '7a916ef0', '93b1547f', '9ef7cc46'],
        ...['b01e3a73', 'cc23480b', 'd1779a47', 'd412cecc', 'e1831477'],
      ],
    },
    {
      why: 'the engine does not look at the name of a class',
      verdicts: ['engine accepts'],
      files: ['4286a88a', 'f1de9fc3'],
    },
  ],
};

const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as new (
  body: string,
) => object;

/** Whether it could stand in a snippet at all: the corpus is for sloppy code, and a snippet is strict. */
function isStrict(source: string): boolean {
  try {
    new AsyncFunction(`"use strict";\n${source}`);
    return true;
  } catch {
    return false;
  }
}

const { sandbox } = await makeSandbox({ world: await makeWorld() });

function engineAccepts(source: string, isAsync: boolean): boolean {
  sandbox.meter.begin({ deadlineMs: Number.POSITIVE_INFINITY, isCancelled: () => false });
  const evaluated = sandbox.evaluate(wrap(source, isAsync));
  sandbox.reset();
  return 'value' in evaluated;
}

/** Where the check or the engine disagree with `isValid`. */
function disagreements(source: string, isValid: boolean): Verdict[] {
  const parsed = parseSnippet(source);
  const isAccepted = engineAccepts(source, parsed.ok && parsed.value.isAsync);
  const verdicts: Verdict[] = [];
  if (parsed.ok !== isValid) verdicts.push(parsed.ok ? 'check accepts' : 'check refuses');
  if (isAccepted !== isValid) verdicts.push(isAccepted ? 'engine accepts' : 'engine refuses');
  return verdicts;
}

const isInstalled = installCorpora();

for (const [folder, gaps] of Object.entries(GAPS)) {
  const isPass = folder.startsWith('pass');
  test.skipIf(!isInstalled)(`The check and the engine agree with all of '${folder}'`, () => {
    const found: Record<string, readonly Verdict[]> = {};
    let count = 0;
    for (const [file, source] of readCorpus(CORPUS, folder)) {
      if (file.endsWith(MODULE)) continue;
      count++;
      const verdicts = disagreements(source, isPass && isStrict(source));
      if (verdicts.length > 0) found[file.slice(0, 8)] = verdicts;
    }
    expect(count).toBeGreaterThan(600);
    // Exactly these: a gap that is closed goes off the list.
    const known = gaps.flatMap(({ files, verdicts }) => files.map((file) => [file, verdicts]));
    expect(found).toEqual(Object.fromEntries(known));
  });
}
