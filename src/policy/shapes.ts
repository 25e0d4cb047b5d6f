/** What pieces of syntax come to, where the text alone says it. */
import type { AnyNode, AssignmentProperty, MemberExpression, Property } from 'acorn';

/** The expression that gives the value: without optional chaining, and the last of `(0, value)`. */
export function unwrap(node: AnyNode): AnyNode {
  let inner = node;
  for (;;) {
    if (inner.type === 'ChainExpression') inner = inner.expression;
    else if (inner.type === 'SequenceExpression') inner = inner.expressions.at(-1) ?? inner;
    else return inner;
  }
}

/** The text of a string, or of a template without holes. */
export function constantText(node: AnyNode): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type !== 'TemplateLiteral' || node.expressions.length > 0) return undefined;
  return node.quasis[0]?.value.cooked ?? undefined;
}

/** The name of the property that is read, where it is written out: `a.name`, `a['name']`. */
export function propertyOf({ computed, property }: MemberExpression): string | undefined {
  if (computed) return constantText(property);
  return property.type === 'Identifier' ? property.name : undefined;
}

/** As `propertyOf`, for the key of an object literal or pattern. */
export function keyOf({ computed, key }: Property | AssignmentProperty): string | undefined {
  return !computed && key.type === 'Identifier' ? key.name : constantText(key);
}

/** Whether a condition holds whatever happens: `true`, `1`, `'x'`, `!0`. */
export function isAlwaysTrue(node: AnyNode): boolean {
  return truthOf(node) === true;
}

function truthOf(node: AnyNode): boolean | undefined {
  let inner = node;
  let isNegated = false;
  while (inner.type === 'UnaryExpression' && inner.operator === '!') {
    inner = inner.argument;
    isNegated = !isNegated;
  }
  if (inner.type !== 'Literal') return undefined;
  // A regex literal has no value here, and is an object.
  const truth = inner.regex !== undefined || Boolean(inner.value);
  return truth !== isNegated;
}
