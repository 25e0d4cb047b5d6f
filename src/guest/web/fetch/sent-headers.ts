/** What is sent besides the headers that a snippet gave. @see https://fetch.spec.whatwg.org/#http-network-or-cache-fetch */
import { HeaderList } from './header-list.ts';
import { requireUrl } from './parse-url.ts';
import type { RequestState } from './request-state.ts';

const CONDITIONS: readonly string[] = [
  'if-modified-since',
  'if-none-match',
  'if-unmodified-since',
  'if-match',
  'if-range',
];

/** As the host takes them: names and values by turns, a line each. */
export function sentHeaders(request: RequestState): string {
  const list = HeaderList.copyOf(request.headers);
  const add = (name: string, value: string) => {
    if (!list.has(name)) list.append(name, value);
  };
  add('accept', '*/*');
  add('accept-language', '*');
  const referer = refererOf(request);
  if (referer !== undefined) list.append('referer', referer);
  addCaching(request, list, add);
  if (list.has('range')) list.append('accept-encoding', 'identity');
  return list.pairs().flat().join('\n');
}

function addCaching(
  { cache }: RequestState,
  list: HeaderList,
  add: (name: string, value: string) => void,
): void {
  const isConditional = cache === 'default' && CONDITIONS.some((name) => list.has(name));
  if (cache === 'no-cache') add('cache-control', 'max-age=0');
  if (isConditional || cache === 'no-store' || cache === 'reload') {
    add('pragma', 'no-cache');
    add('cache-control', 'no-cache');
  }
}

/** What may be told: the whole address, its origin, or nothing. */
type Told = 'whole' | 'origin' | 'nothing';

/** By policy: towards the same origin, towards another, and from an encrypted page to one that is not. */
const TOLD: Readonly<Record<string, readonly [same: Told, other: Told, weaker: Told]>> = {
  'no-referrer': ['nothing', 'nothing', 'nothing'],
  'unsafe-url': ['whole', 'whole', 'whole'],
  origin: ['origin', 'origin', 'origin'],
  'strict-origin': ['origin', 'origin', 'nothing'],
  'same-origin': ['whole', 'nothing', 'nothing'],
  'origin-when-cross-origin': ['whole', 'origin', 'origin'],
  'no-referrer-when-downgrade': ['whole', 'whole', 'nothing'],
  'strict-origin-when-cross-origin': ['whole', 'origin', 'nothing'],
};

/** @see https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer */
function refererOf({ referrer, referrerPolicy, url }: RequestState): string | undefined {
  if (!/^https?:/.test(referrer)) return undefined;
  const from = requireUrl(referrer);
  const policy = referrerPolicy === '' ? 'strict-origin-when-cross-origin' : referrerPolicy;
  const [same, other, weaker] = TOLD[policy] ?? [];
  const isWeaker = from.protocol === 'https:' && url.protocol === 'http:';
  const told = from.origin === url.origin ? same : isWeaker ? weaker : other;
  if (told === 'origin') return `${from.origin}/`;
  return told === 'whole' ? from.target.replace(/^(https?:\/\/)[^/?#@]*@/, '$1') : undefined;
}
