/** Node's `url` module, the legacy half and the standard's. @see https://nodejs.org/docs/latest-v20.x/api/url.html */
import { callHost } from '../prelude/host.ts';
import { URL, URLSearchParams } from '../web/url.ts';
import { ERR_INVALID_ARG_TYPE, ERR_MISSING_ARGS } from './errors.ts';
import { fileURLToPath, pathToFileURL, urlToHttpOptions } from './url/file-url.ts';
import { formatParts } from './url/format-parts.ts';
import { parseParts } from './url/parse-parts.ts';
import type { Parts } from './url/parts.ts';
import { resolveParts } from './url/resolve-parts.ts';
import { validateObject, validateString } from './validate.ts';

const NO_PARTS: Parts = {
  protocol: null,
  slashes: null,
  auth: null,
  host: null,
  port: null,
  hostname: null,
  hash: null,
  search: null,
  query: null,
  pathname: null,
  path: null,
  href: null,
};

interface Legacy extends Parts {
  parse(url: unknown, parseQueryString?: unknown, slashesDenoteHost?: unknown): Legacy;
  format(): string;
  resolve(relative: unknown): string;
  resolveObject(relative: unknown): Legacy;
  parseHost(): void;
}

function Url(this: Parts): void {
  Object.assign(this, NO_PARTS);
}
const UrlClass = Url as unknown as new () => Legacy;

Object.assign(Url.prototype, {
  parse(this: Legacy, url: unknown, parseQueryString?: unknown, slashesDenoteHost?: unknown) {
    validateString(url, 'url');
    const needsHref = parseParts(this, url, Boolean(parseQueryString), Boolean(slashesDenoteHost));
    if (needsHref) this.href = this.format();
    return this;
  },

  format(this: Legacy): string {
    return formatParts(this);
  },

  resolve(this: Legacy, relative: unknown): string {
    return this.resolveObject(urlParse(relative, false, true)).format();
  },

  resolveObject(this: Legacy, relative: unknown): Legacy {
    const target =
      typeof relative === 'string' ? new UrlClass().parse(relative, false, true) : relative;
    const result = Object.assign(new UrlClass(), this);
    resolveParts(result, target as Legacy);
    return result;
  },

  parseHost(this: Legacy): void {
    const host = this.host as string;
    const port = /:[0-9]*$/.exec(host)?.[0] ?? '';
    if (port.length > 1) this.port = port.slice(1);
    const hostname = host.slice(0, host.length - port.length);
    if (hostname) this.hostname = hostname;
  },
});

function urlParse(url: unknown, parseQueryString?: unknown, slashesDenoteHost?: unknown): Legacy {
  if (url instanceof UrlClass) return url;
  return new UrlClass().parse(url, parseQueryString, slashesDenoteHost);
}

function urlResolve(source: unknown, relative: unknown): string {
  return urlParse(source, false, true).resolve(relative);
}

function urlResolveObject(source: unknown, relative: unknown): unknown {
  return source ? urlParse(source, false, true).resolveObject(relative) : relative;
}

interface FormatOptions {
  readonly fragment?: unknown;
  readonly unicode?: unknown;
  readonly search?: unknown;
  readonly auth?: unknown;
}

const isWanted = (option: unknown, standard: boolean) =>
  option === undefined || option === null ? standard : Boolean(option);

function formatUrl(url: URL, options: unknown): string {
  if (options) validateObject(options, 'options');
  const { fragment, unicode, search, auth } = (options || {}) as FormatOptions;
  const shown = new URL(url.href);
  if (!isWanted(fragment, true)) shown.hash = '';
  if (!isWanted(search, true)) shown.search = '';
  if (!isWanted(auth, true)) {
    shown.username = '';
    shown.password = '';
  }
  const { href, hostname } = shown;
  if (!isWanted(unicode, false) || hostname === '') return href;
  const at = href.indexOf(hostname, shown.protocol.length + 2);
  const name = callHost('url.domain', { domain: hostname, form: 'unicode' });
  return href.slice(0, at) + name + href.slice(at + hostname.length);
}

function urlFormat(urlObject: unknown, options?: unknown): string {
  if (typeof urlObject === 'string') return formatParts(urlParse(urlObject));
  if (typeof urlObject !== 'object' || urlObject === null) {
    throw new ERR_INVALID_ARG_TYPE('urlObject', ['Object', 'string'], urlObject);
  }
  return urlObject instanceof URL ? formatUrl(urlObject, options) : formatParts(urlObject);
}

function domainToASCII(...args: readonly unknown[]): string {
  if (args.length < 1) throw new ERR_MISSING_ARGS('domain');
  return callHost('url.domain', { domain: `${args[0] as string}`, form: 'ascii' });
}

function domainToUnicode(...args: readonly unknown[]): string {
  if (args.length < 1) throw new ERR_MISSING_ARGS('domain');
  return callHost('url.domain', { domain: `${args[0] as string}`, form: 'unicode' });
}

/** What `require('url')` gives. */
const urlModule = {
  Url,
  parse: urlParse,
  resolve: urlResolve,
  resolveObject: urlResolveObject,
  format: urlFormat,
  URL,
  URLSearchParams,
  domainToASCII,
  domainToUnicode,
  pathToFileURL,
  fileURLToPath,
  urlToHttpOptions,
};

export default urlModule;
