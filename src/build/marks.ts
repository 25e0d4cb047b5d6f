/** `text` with `content` between the marks `<!-- name -->` and `<!-- /name -->`. @throws when it has no marks */
export function putBetween(text: string, name: string, content: string): string {
  const open = `<!-- ${name} -->`;
  const begin = text.indexOf(open);
  const end = text.indexOf(`<!-- /${name} -->`);
  if (begin < 0 || end < begin) throw new Error(`Cannot print the ${name}: the marks are missing`);
  return `${text.slice(0, begin + open.length)}\n${content}\n${text.slice(end)}`;
}
