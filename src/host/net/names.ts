/** Names that lead inward whatever they resolve to. */

/** Where clouds keep the credentials of their machines. */
const METADATA_NAMES: ReadonlySet<string> = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'metadata.azure.internal',
  'metadata.packet.net',
  'metadata.platformequinix.com',
  'metadata.tencentyun.com',
  'metadata.oraclecloud.com',
  'instance-data',
  'instance-data.ec2.internal',
  'rancher-metadata',
]);

const METADATA_ADDRESSES: ReadonlySet<string> = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '169.254.0.23',
  '169.254.10.10',
  '100.100.100.200',
  '192.0.0.192',
  '168.63.129.16',
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254',
  'fe80::a9fe:a9fe',
]);

/** Ends of names that no public one has. @see RFC 6761, RFC 6762, RFC 8375 */
const LOCAL_ENDS = [
  'localhost',
  'localdomain',
  'local',
  'internal',
  'intranet',
  'lan',
  'home.arpa',
  'corp',
  'home',
  'private',
  'svc',
];

/** @param name in lower case, without a dot at its end */
export const isMetadataName = (name: string): boolean => METADATA_NAMES.has(name);

/** @param text as `ipaddr.js` writes an address */
export const isMetadataAddress = (text: string): boolean => METADATA_ADDRESSES.has(text);

export const isLocalName = (name: string): boolean =>
  LOCAL_ENDS.some((end) => name === end || name.endsWith(`.${end}`));
