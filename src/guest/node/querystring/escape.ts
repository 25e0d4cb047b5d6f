import { ERR_INVALID_URI } from '../errors.ts';

const { encodeURIComponent: encodeComponent } = globalThis;
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** `encodeURIComponent`, and what Node makes of a lone surrogate: it joins it to what follows. */
export function escapeText(text: string): string {
  if (!LONE.test(text)) return encodeComponent(text);
  let escaped = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xd800 || unit >= 0xe000) {
      escaped += encodeComponent(text.charAt(i));
      continue;
    }
    if (++i >= text.length) throw new ERR_INVALID_URI();
    const point = 0x10000 + (((unit & 0x3ff) << 10) | (text.charCodeAt(i) & 0x3ff));
    escaped += encodeComponent(String.fromCodePoint(point));
  }
  return escaped;
}
