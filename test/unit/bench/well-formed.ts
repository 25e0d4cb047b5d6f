const TOKEN =
  /<\/(?<close>[a-z]+)>|<(?<open>[a-z]+)(?<attributes>(?:\s+[a-zA-Z][\w-]*="[^"<&]*")*)\s*(?<empty>\/)?>|[^<&]+|&(?:lt|gt|amp|quot);/gy;

/** @throws when `xml`, of the kind that our charts are, is not one element with its tags paired and its text escaped */
export function requireWellFormed(xml: string): void {
  const text = xml.trim();
  const open: string[] = [];
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (at > 0 && open.length === 0) break;
    at += match[0].length;
    takeTag(match.groups ?? {}, open);
  }
  if (at !== text.length || open.length > 0) {
    throw new Error(
      `Cannot read the XML at ${at}, in <${open.at(-1)}>: ${text.slice(at, at + 40)}`,
    );
  }
}

type Groups = Readonly<Record<string, string | undefined>>;

/** @param open names of the elements that are open, the innermost last */
function takeTag({ close, open: tag, attributes = '', empty }: Groups, open: string[]): void {
  if (tag !== undefined) {
    const names = [...attributes.matchAll(/([\w-]+)="/g)].map(([, name]) => name);
    if (new Set(names).size !== names.length) {
      throw new Error(`Cannot read the XML: an attribute comes twice in <${tag}${attributes}>`);
    }
    if (empty === undefined) open.push(tag);
  } else if (close !== undefined && open.pop() !== close) {
    throw new Error(`Cannot read the XML: </${close}> closes nothing`);
  }
}
