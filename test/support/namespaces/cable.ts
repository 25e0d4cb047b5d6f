/** The two ends of the cable: a machine that runs snippets, and every kind of neighbour it may have. */

/** Of the service. It has its own address in each network, so that all of them can be reached directly. */
export const SERVICE_ADDRESSES: readonly string[] = [
  '198.41.0.1/24',
  '10.41.0.1/24',
  '169.254.0.1/16',
  '100.64.0.1/10',
  '2a00:1450::1/64',
  'fd41::1/64',
  'fe80::1/64',
  '64:ff9b::/96',
  '2002:a29:2::1/64',
];

/** Of the servers, all of which answer for each of them. */
export const SERVER_ADDRESSES: readonly string[] = [
  // Those of these networks that are public are so within the two namespaces alone.
  '198.41.0.2/24',
  '198.41.0.3/24',
  '10.41.0.2/24',
  '10.41.0.3/24',
  // Where clouds keep credentials.
  '169.254.169.254/16',
  '100.100.100.200/10',
  '100.64.0.2/10',
  '2a00:1450::2/64',
  'fd41::2/64',
  'fd41::3/64',
  'fe80::2/64',
  // The same as 10.41.0.2, 10.41.0.3 and 169.254.169.254, by way of a NAT64 and of 6to4.
  '64:ff9b::a29:2/96',
  '64:ff9b::a29:3/96',
  '64:ff9b::a9fe:a9fe/96',
  '2002:a29:2::2/64',
];

export const PORTS: readonly number[] = [80, 8080];
export const NAME_SERVER = '198.41.0.2';

/** Where names lead. */
export const NAMES: Readonly<Record<string, readonly string[]>> = {
  'public.example.com': ['198.41.0.2'],
  'six.example.com': ['2a00:1450::2'],
  'inner.example.com': ['10.41.0.2'],
  'inner-too.example.com': ['10.41.0.2'],
  'six-inner.example.com': ['fd41::2'],
  'mapped.example.com': ['::ffff:10.41.0.2'],
  'nat64.example.com': ['64:ff9b::a29:2'],
  'metadata.example.com': ['169.254.169.254'],
  'link.example.com': ['fe80::2'],
  'both.example.com': ['198.41.0.2', '10.41.0.2'],
  'both-kinds.example.com': ['198.41.0.2', 'fd41::2'],
  'rebinds.example.com': ['198.41.0.2'],
  'rebinds-on.example.com': ['198.41.0.2'],
};

/** Where some of them lead as soon as a request for them has arrived. */
export const NAMES_THEN: Readonly<Record<string, readonly string[]>> = {
  'rebinds.example.com': ['10.41.0.2'],
  'rebinds-on.example.com': ['169.254.169.254'],
};
