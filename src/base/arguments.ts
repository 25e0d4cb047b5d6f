/** What the command line asks for. */
export type Command =
  | { readonly name: 'serve' }
  | { readonly name: 'help' }
  | { readonly name: 'version' }
  | { readonly name: 'check-config' }
  | { readonly name: 'health'; readonly url: string | undefined }
  | { readonly name: 'unknown'; readonly argument: string };

/** @param args what follows the program's name */
export function parseArguments(args: readonly string[]): Command {
  const [first, second] = args;
  switch (first) {
    case undefined:
      return { name: 'serve' };
    case '--help':
    case '-h':
      return { name: 'help' };
    case '--version':
    case '-v':
      return { name: 'version' };
    case '--check-config':
      return { name: 'check-config' };
    case 'health':
      return { name: 'health', url: second };
    default:
      return { name: 'unknown', argument: first };
  }
}
