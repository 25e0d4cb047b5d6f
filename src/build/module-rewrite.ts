/** A bundled ES module as an expression that is a function, for an engine that evaluates plain scripts. */
import { type AnyNode, type ImportDeclaration, type Program, parse } from 'acorn';
import { analyze } from 'eslint-scope';

/** What a module sees as parameters, in their order; `window` is given nothing. */
const PARAMETERS = 'require,global,globalThis,self,window';

/** Where further declarations can be put into a rewritten module, before its own code. */
export const BODY_MARK = '/**/';

export interface Rewritten {
  readonly text: string;
  /** What it imports, `#id` or a name that can be required. */
  readonly imports: readonly string[];
  /** Parts of the prelude among them, and the names that it takes of each. */
  readonly uses: ReadonlyMap<string, ReadonlySet<string>>;
}

/** @param source one ES module, its imports and exports at the top level alone */
export function rewriteModule(source: string, isSloppy: boolean): Rewritten {
  const program = parse(source, { ecmaVersion: 'latest', sourceType: 'module' });
  const imports: string[] = [];
  const uses = new Map<string, Set<string>>();
  const exported: string[] = [];
  let head = '';
  let body = '';
  let at = 0;
  for (const node of program.body) {
    const isModuleSyntax = /^(?:Import|Export)/.test(node.type);
    if (!isModuleSyntax) continue;
    body += source.slice(at, node.start);
    at = node.end;
    if (node.type === 'ImportDeclaration') {
      const specifier = String(node.source.value);
      imports.push(specifier);
      head += importText(node, specifier);
      if (specifier.startsWith('#prelude/')) noteUses(uses, node, specifier.slice(1));
    } else exported.push(...exportsOf(node));
  }
  body += source.slice(at);
  imports.push(...requiredIn(body));
  const strict = isSloppy ? '' : '"use strict";';
  const text = `(function(${PARAMETERS}){${strict}${BODY_MARK}${head}${body}\nreturn{__proto__:null,${exported.join(',')}}})`;
  return { text, imports, uses };
}

function importText(node: ImportDeclaration, specifier: string): string {
  const isModule = specifier.startsWith('#');
  let text = '';
  for (const each of node.specifiers) {
    const taken = `require(${JSON.stringify(specifier)})`;
    const { name } = each.local;
    if (each.type === 'ImportNamespaceSpecifier') text += `const ${name}=${taken};`;
    else if (each.type === 'ImportDefaultSpecifier') {
      text += `const ${name}=${taken}${isModule ? '.default' : ''};`;
    } else text += `const ${name}=${taken}[${JSON.stringify(nameOf(each.imported))}];`;
  }
  return text;
}

function noteUses(uses: Map<string, Set<string>>, node: ImportDeclaration, part: string): void {
  const names = uses.get(part) ?? new Set();
  for (const each of node.specifiers) {
    if (each.type !== 'ImportSpecifier') {
      throw new Error(`Cannot bundle: '${part}' must be imported by the names that are wanted`);
    }
    names.add(nameOf(each.imported));
  }
  uses.set(part, names);
}

/** The exports as properties of an object literal. */
function exportsOf(node: AnyNode): string[] {
  if (node.type !== 'ExportNamedDeclaration' || node.source || node.declaration) {
    throw new Error(`Cannot bundle: the bundler wrote '${node.type}', a list of names was wanted`);
  }
  return node.specifiers.map(({ exported, local }) => {
    return `${JSON.stringify(nameOf(exported))}:${nameOf(local)}`;
  });
}

function nameOf(node: { name: string } | { value?: unknown }): string {
  return 'name' in node ? node.name : String(node.value);
}

/** Literal names that CommonJS code inside of the bundle requires, by the bundler's own `__require`. */
function requiredIn(body: string): string[] {
  return [...body.matchAll(/\b__require\("([^"]+)"\)/g)].map(([, name]) => name ?? '');
}

/** The names that a script mentions and nowhere around declares. */
export function readFreeNames(script: string): ReadonlySet<string> {
  const program: Program = parse(script, {
    ecmaVersion: 'latest',
    sourceType: 'script',
    ranges: true,
  });
  const { globalScope } = analyze(program as never, { ecmaVersion: 2024, sourceType: 'script' });
  return new Set(
    globalScope?.through.map(({ identifier }) => (identifier as { name: string }).name),
  );
}
