/** The names in a certificate, one attribute at a time. @see RFC 5280, 4.1.2.4 */
import { type DerNode, oidText, readNodes, readSequence, TAG } from './der.ts';

/** Kinds of attributes by their identifiers, as OpenSSL abbreviates them. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.13': 'description',
  '2.5.4.15': 'businessCategory',
  '2.5.4.17': 'postalCode',
  '2.5.4.20': 'telephoneNumber',
  '2.5.4.41': 'name',
  '2.5.4.42': 'GN',
  '2.5.4.43': 'initials',
  '2.5.4.44': 'generationQualifier',
  '2.5.4.45': 'x500UniqueIdentifier',
  '2.5.4.46': 'dnQualifier',
  '2.5.4.65': 'pseudonym',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
  '1.2.840.113549.1.9.2': 'unstructuredName',
  '1.3.6.1.4.1.311.60.2.1.1': 'jurisdictionL',
  '1.3.6.1.4.1.311.60.2.1.2': 'jurisdictionST',
  '1.3.6.1.4.1.311.60.2.1.3': 'jurisdictionC',
};

/** A kind of attribute, and what the certificate says there. */
export type NameAttribute = readonly [kind: string, text: string];

/** The attributes of a certificate's subject and of its issuer. @throws GuestError */
export function certificateNames(der: Buffer): Record<'subject' | 'issuer', NameAttribute[]> {
  const [body] = readSequence(der);
  const fields = readNodes(body?.value ?? Buffer.alloc(0));
  // The version comes first, if it is said: serial number, algorithm, issuer, validity, subject follow.
  const start = fields[0]?.tag === 0xa0 ? 1 : 0;
  return { issuer: attributesOf(fields[start + 2]), subject: attributesOf(fields[start + 4]) };
}

function attributesOf(name: DerNode | undefined): NameAttribute[] {
  if (name?.tag !== TAG.sequence) return [];
  return readNodes(name.value).flatMap((set) => readNodes(set.value).map(readAttribute));
}

function readAttribute(attribute: DerNode): NameAttribute {
  const [type, value] = readNodes(attribute.value);
  const id = oidText(type?.value ?? Buffer.alloc(0));
  return [SHORT_NAMES[id] ?? id, value ? textOf(value) : ''];
}

const BMP_STRING = 0x1e;
const TELETEX_STRING = 0x14;

function textOf({ tag, value }: DerNode): string {
  switch (tag) {
    case BMP_STRING:
      return Buffer.from(value.subarray(0, value.length & ~1))
        .swap16()
        .toString('utf16le');
    case TELETEX_STRING:
      return value.toString('latin1');
    default:
      return value.toString('utf8');
  }
}
