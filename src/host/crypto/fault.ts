/**
 * Errors that a guest may see, in the form Node gives them. Promise: nothing of the host's own errors
 * reaches a guest but what this table of forms lets through: no stack, no path, no inner object.
 */
import { GuestError } from '../guest-error.ts';

/** What OpenSSL says, `<number>:<library>::<reason>`, by the name BoringSSL has for the reason, or ours. */
const OPENSSL_REASONS = {
  BAD_DECRYPT: '1C800064:Provider routines::bad decrypt',
  WRONG_FINAL_BLOCK_LENGTH: '1C80006B:Provider routines::wrong final block length',
  DATA_NOT_MULTIPLE_OF_BLOCK_LENGTH: '1C80006B:Provider routines::wrong final block length',
  KEY_SIZE_TOO_SMALL: '1C8000AB:Provider routines::key size too small',
  INVALID_SIGN_DIGEST: '1C80007A:Provider routines::invalid digest',
  DIGEST_NOT_ALLOWED: '1C8000AE:Provider routines::digest not allowed',
  INVALID_SALT_LENGTH: '1C800070:Provider routines::invalid salt length',
  PSS_SALT_TOO_SMALL: '1C8000AC:Provider routines::pss saltlen too small',
  INVALID_PADDING_MODE: '1C8000A8:Provider routines::invalid padding mode',
  UNSUPPORTED_PADDING_MODE: '1C8000A5:Provider routines::illegal or unsupported padding mode',
  PSS_KEY_OPERATION: '1C8000B2:Provider routines::operation not supported for this keytype',
  MISMATCHING_DOMAIN: '1C8000CB:Provider routines::mismatching domain parameters',
  XTS_DUPLICATED_KEYS: '1C800095:Provider routines::xts duplicated keys',
  BAD_E_VALUE: '020000B2:rsa routines::pub exponent out of range',
  UNKNOWN_PADDING_TYPE: '02000076:rsa routines::unknown padding type',
  OAEP_DECODING_ERROR: '02000079:rsa routines::oaep decoding error',
  PKCS_DECODING_ERROR: '0200009F:rsa routines::pkcs decoding error',
  BLOCK_TYPE_IS_NOT_01: '0200008A:rsa routines::invalid padding',
  BLOCK_TYPE_IS_NOT_02: '0200009F:rsa routines::pkcs decoding error',
  PADDING_CHECK_FAILED: '02000072:rsa routines::padding check failed',
  DATA_TOO_LARGE_FOR_KEY_SIZE: '0200006E:rsa routines::data too large for key size',
  DATA_TOO_LARGE: '0200006D:rsa routines::data too large',
  DATA_TOO_LARGE_FOR_MODULUS: '02000084:rsa routines::data too large for modulus',
  DATA_TOO_SMALL_FOR_KEY_SIZE: '0200007A:rsa routines::data too small for key size',
  DATA_LEN_NOT_EQUAL_TO_MOD_LEN: '0200006C:rsa routines::data greater than mod len',
  DIGEST_TOO_BIG_FOR_RSA_KEY: '02000070:rsa routines::digest too big for rsa key',
  SLEN_CHECK_FAILED: '02000088:rsa routines::salt length check failed',
  DIGEST_UNSUPPORTED: '0308010C:digital envelope routines::unsupported',
  NOT_XOF: '030000B2:digital envelope routines::not XOF or invalid length',
  KEY_OPERATION: '03000096:digital envelope routines::operation not supported for this keytype',
  MEMORY_LIMIT_EXCEEDED: '030000AC:digital envelope routines::memory limit exceeded',
  CIPHER_PARAMETER_ERROR: '0300007A:digital envelope routines::cipher parameter error',
  UNSUPPORTED_CIPHER: '0300006B:digital envelope routines::unsupported cipher',
  POINT_AT_INFINITY: '0800006A:elliptic curve routines::point at infinity',
  BITS_TOO_SMALL: '01800076:bignum routines::bits too small',
  MODULUS_TOO_SMALL: '0280007E:Diffie-Hellman routines::modulus too small',
  BAD_GENERATOR: '02800065:Diffie-Hellman routines::bad generator',
  KEY_UNSUPPORTED: '1E08010C:DECODER routines::unsupported',
  ASN1_HEADER_TOO_LONG: '0680007B:asn1 encoding routines::header too long',
  ASN1_TOO_SMALL: '068000E0:asn1 encoding routines::too small',
  ASN1_TOO_LONG: '0680009B:asn1 encoding routines::too long',
  ASN1_NOT_ENOUGH_DATA: '0680008E:asn1 encoding routines::not enough data',
  ASN1_WRONG_TAG: '068000A8:asn1 encoding routines::wrong tag',
  CIPHER_HAS_NO_OID: '0680006C:asn1 encoding routines::cipher has no object identifier',
  NO_PASSPHRASE: '07880109:common libcrypto routines::interrupted or cancelled',
  PEM_UNSUPPORTED_CIPHER: '04800071:PEM routines::unsupported cipher',
  NO_START_LINE: '0480006C:PEM routines::no start line',
} as const;

export type OpensslReason = keyof typeof OPENSSL_REASONS;

/** What Node puts before a reason in a code, by the library it came from. */
const LIBRARY_PREFIXES: Readonly<Record<string, string>> = {
  'rsa routines': 'RSA_',
  'digital envelope routines': 'EVP_',
  'elliptic curve routines': 'EC_',
  'asn1 encoding routines': 'ASN1_',
  'Diffie-Hellman routines': 'DH_',
  'bignum routines': 'BN_',
  'common libcrypto routines': 'CRYPTO_',
  'PEM routines': 'PEM_',
};

const NAMES: ReadonlySet<string> = new Set(['Error', 'TypeError', 'RangeError']);
const CODE = /^ERR_[A-Z0-9_]{1,60}$/;

/** An error for the guest, `Error` unless it says otherwise. */
export function fault(message: string, code?: string, name = 'Error'): GuestError {
  return new GuestError(name, message, code === undefined ? undefined : { code });
}

/** An input of a guest's that is beyond what this host does; the message says the bound. */
export const beyondLimit = (message: string): GuestError =>
  fault(message, 'ERR_CRYPTO_LIMIT', 'RangeError');

/** One of OpenSSL's own errors. */
export function opensslFault(reason: OpensslReason): GuestError {
  const text = OPENSSL_REASONS[reason];
  const [, library = '', , words = ''] = text.split(':');
  const prefix = LIBRARY_PREFIXES[library] ?? '';
  const code = `ERR_OSSL_${prefix}${words.toUpperCase().replaceAll(/[ -]/g, '_')}`;
  return new GuestError('Error', `error:${text}`, { library, reason: words, code });
}

/** One of OpenSSL's own errors, as Node throws those of its jobs: the text alone. */
export const plainOpensslFault = (reason: OpensslReason): GuestError =>
  fault(`error:${OPENSSL_REASONS[reason]}`);

/**
 * What a guest is told of an error that the host's own library threw.
 * @param otherwise said when the error has no form that may cross
 */
export function translate(thrown: unknown, otherwise = 'The operation failed'): GuestError {
  if (thrown instanceof GuestError) return thrown;
  if (!(thrown instanceof Error)) return fault(otherwise);
  const { name, message } = thrown;
  const reason = /OPENSSL_internal:([A-Z0-9_]+)$/.exec(message)?.[1];
  if (reason !== undefined && isReason(reason)) return opensslFault(reason);
  const { code } = thrown as { code?: unknown };
  const isOwnForm = typeof code === 'string' && CODE.test(code) && !code.startsWith('ERR_OSSL');
  if (isOwnForm && NAMES.has(name) && isPlain(message)) return fault(message, code, name);
  return fault(otherwise);
}

/**
 * What `run` gives, or undefined when it throws: for a library whose every error means the same no.
 * Running out of the thread's stack is none of them.
 */
export function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (thrown) {
    if (thrown instanceof RangeError && /call stack/.test(thrown.message)) throw thrown;
    return undefined;
  }
}

/** What `run` gives; what it throws, translated. */
export function translating<T>(run: () => T, otherwise?: string): T {
  try {
    return run();
  } catch (thrown) {
    throw translate(thrown, otherwise);
  }
}

/** As `translating`, for what is answered later. */
export async function translatingLater<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (thrown) {
    throw translate(thrown);
  }
}

const isReason = (reason: string): reason is OpensslReason =>
  Object.hasOwn(OPENSSL_REASONS, reason);

/** Whether a text names nothing of the host's: no path, no address, one line. */
const isPlain = (text: string): boolean =>
  text.length < 300 && !/[\n\r]|\/\w+\/|\bat \w+ \(|0x[0-9a-f]{6}/.test(text);
