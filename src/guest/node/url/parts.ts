/** A URL in the parts that the legacy functions cut it into. */
export interface Parts {
  protocol: string | null;
  slashes: boolean | null;
  auth: string | null;
  host: string | null;
  port: string | null;
  hostname: string | null;
  hash: string | null;
  search: string | null;
  query: string | object | null;
  pathname: string | null;
  path: string | null;
  href: string | null;
}
