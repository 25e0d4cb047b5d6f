/**
 * Prints `docs/attacks.md` from the first comments of the attacks: what each tries, and what answers it.
 * A table that is written by hand would soon tell of attacks that nobody runs.
 */
import { fileURLToPath } from 'node:url';
import { Glob } from 'bun';

const ATTACKS = fileURLToPath(new URL('../../test/adversarial/', import.meta.url));
const DOCUMENT = fileURLToPath(new URL('../../docs/attacks.md', import.meta.url));

/** What each group of attacks is after, in the order in which they are printed. */
const GROUPS = {
  escape: 'Out of the sandbox, to the host or past what policy disabled',
  exhaustion: 'Time, memory, stack or attention without an end',
  poisoning: 'The ground under the feet of the prelude',
  leak: 'What another run left, or will find',
  network: 'Through the network, to where no snippet may reach, or without an end',
  lies: 'Sizes, types and encodings that are not what they say',
} as const;

export type AttackGroup = keyof typeof GROUPS;

export interface AttackEntry {
  readonly group: AttackGroup;
  /** From the project's root. */
  readonly path: string;
  readonly attack: string;
  readonly answer: string;
}

const HEAD = /^\/\*\*\n \* Attack: ([\s\S]+?)\n \* Answer: ([\s\S]+?)\n(?: \*\n[\s\S]*?)? \*\/\n/;

/** @param source text of a test file; @throws when its first comment has another form */
export function readHead(source: string, path: string): { attack: string; answer: string } {
  const [, attack, answer] = HEAD.exec(source) ?? [];
  if (!attack || !answer) {
    throw new Error(
      `Cannot list the attack: ${path} begins otherwise than '/** Attack: … Answer: … */'`,
    );
  }
  const joined = (text: string) => text.replace(/\n \* /g, ' ').trim();
  return { attack: joined(attack), answer: joined(answer) };
}

/** Every attack, by group and name. @throws when one stands in no group, or does not say what it is */
export async function listAttacks(): Promise<AttackEntry[]> {
  const paths = [...new Glob('**/*.test.ts').scanSync(ATTACKS)].sort();
  return Promise.all(
    paths.map(async (path) => {
      const group = path.split('/')[0] ?? '';
      if (!isGroup(group)) throw new Error(`Cannot list the attack: ${path} is in no known group`);
      const head = readHead(await Bun.file(ATTACKS + path).text(), path);
      return { group, path: `test/adversarial/${path}`, ...head };
    }),
  );
}

/** The whole document, Markdown. */
export function attackDocument(entries: readonly AttackEntry[]): string {
  const sections = (Object.keys(GROUPS) as AttackGroup[]).map((group) => {
    const rows = entries
      .filter((entry) => entry.group === group)
      .map(({ attack, answer, path }) => {
        const cells = [attack, answer].map((cell) => cell.replaceAll('|', '\\|'));
        const name = path.split('/').at(-1)?.replace('.test.ts', '');
        return `| ${cells.join(' | ')} | [${name}](../${path}) |`;
      });
    const table = ['| attack | answer | test |', '|---|---|---|', ...rows].join('\n');
    return `## ${group}\n\n${GROUPS[group]}.\n\n${table}\n`;
  });
  const intro =
    'Each is run by `bun run test:attack`, against a real server where nothing is disabled and the early no is off.\n' +
    'Printed by `bun run docs` from the first comment of each test.';
  return `# Attacks\n\n${intro}\n\n${sections.join('\n')}`;
}

function isGroup(name: string): name is AttackGroup {
  return Object.hasOwn(GROUPS, name);
}

if (import.meta.main) await Bun.write(DOCUMENT, attackDocument(await listAttacks()));
