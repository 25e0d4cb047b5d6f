import { parseArgs } from 'node:util';

export const HELP = `Mixed traffic at a bounded rate, every answer checked, and a look at what grows

  bun run soak --minutes 10                    from source
  bun run soak --minutes 10 --binary dist/flow-codeblock
  bun run soak --minutes 10 --json > soak.json the same as JSON, the chart still drawn
  bun bench/soak.ts --document soak.json       writes docs/soak.md and docs/soak.svg from it

  --minutes N       how long, 0.5 to 1440 (10)
  --rate N          requests a second, at most 5000 (120)
  --binary PATH     the executable in place of the source
  --out DIRECTORY   for the chart (bench/results)
  --json            the report as JSON on stdout

Exits 1 when an answer was wrong, a figure grew, or something stayed open at the end.`;

export interface SoakOptions {
  readonly durationMs: number;
  readonly perSecond: number;
  readonly binary: string | undefined;
  readonly out: string;
  readonly isJson: boolean;
}

export type ParsedSoak =
  | { readonly kind: 'help' }
  | { readonly kind: 'document'; readonly from: string }
  | { readonly kind: 'soak'; readonly options: SoakOptions };

/** @throws when the arguments make no sense; says which */
export function parseSoakOptions(args: readonly string[]): ParsedSoak {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '10' },
      rate: { type: 'string', default: '120' },
      binary: { type: 'string' },
      out: { type: 'string', default: 'bench/results' },
      json: { type: 'boolean', default: false },
      document: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return { kind: 'help' };
  if (values.document !== undefined) return { kind: 'document', from: values.document };
  const minutes = requireNumber('--minutes', values.minutes, { least: 0.5, most: 1440 });
  return {
    kind: 'soak',
    options: {
      durationMs: minutes * 60_000,
      perSecond: requireNumber('--rate', values.rate, { least: 1, most: 5000 }),
      binary: values.binary,
      out: values.out,
      isJson: values.json,
    },
  };
}

function requireNumber(
  name: string,
  text: string,
  { least, most }: { least: number; most: number },
): number {
  const value = Number(text);
  if (value >= least && value <= most) return value;
  throw new Error(`Cannot use ${name} '${text}': a number from ${least} to ${most} was wanted`);
}
