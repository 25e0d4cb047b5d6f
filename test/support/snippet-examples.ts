/** The worked examples of the documents for authors of snippets, read so that they can be run. */

export interface SnippetExample {
  /** Its heading. */
  readonly title: string;
  readonly code: string;
  readonly language: 'javascript' | 'typescript';
  /** Absent: nothing is sent. */
  readonly input?: unknown;
  /** What must come out: a result, or fields of an error. */
  readonly expected: { readonly result: unknown } | { readonly error: Record<string, unknown> };
  readonly logs?: unknown;
}

const HEADING = /^### (?<title>.+)$/gm;
const BLOCK = /^```(?<info>[^\n]+)\n(?<text>[\s\S]*?)^```$/gm;

/** Every example of a document, in order. @throws when one of them is not whole */
export function readExamples(markdown: string): SnippetExample[] {
  const headings = [...markdown.matchAll(HEADING)];
  return headings.map((heading, at) => {
    const { index } = heading;
    const title = heading.groups?.['title'] ?? '';
    return toExample(title, readBlocks(markdown.slice(index, headings[at + 1]?.index)));
  });
}

/** What a document fences, by its info string. */
export function readBlocks(markdown: string): ReadonlyMap<string, string> {
  const blocks = new Map<string, string>();
  for (const { groups = {} } of markdown.matchAll(BLOCK)) {
    const info = groups['info'] ?? '';
    if (blocks.has(info)) throw new Error(`Cannot read the example: it has two blocks '${info}'`);
    blocks.set(info, groups['text'] ?? '');
  }
  return blocks;
}

function toExample(title: string, blocks: ReadonlyMap<string, string>): SnippetExample {
  const script = blocks.get('js');
  const code = script ?? blocks.get('ts');
  if (code === undefined) throw new Error(`Cannot read '${title}': it has no snippet`);
  const read = (info: string): unknown => {
    const text = blocks.get(info);
    return text === undefined ? undefined : JSON.parse(text);
  };
  const error = read('json error') as Record<string, unknown> | undefined;
  if (blocks.has('json result') === (error !== undefined)) {
    throw new Error(`Cannot read '${title}': either a result or an error was wanted`);
  }
  return {
    title,
    code,
    language: script === undefined ? 'typescript' : 'javascript',
    expected: error === undefined ? { result: read('json result') } : { error },
    ...(blocks.has('json input') && { input: read('json input') }),
    ...(blocks.has('json logs') && { logs: read('json logs') }),
  };
}
