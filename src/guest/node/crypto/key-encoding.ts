/** How a key is written, as options say it. @see Node's lib/internal/crypto/keys.js */
import { ERR_INVALID_ARG_VALUE } from '../errors.ts';
import { validateObject } from '../validate.ts';
import { isBinary, requireBytes } from './bytes.ts';
import { ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS } from './crypto-errors.ts';

export type KeyFormat = 'pem' | 'der' | 'jwk';
export type KeyEncodingType = 'pkcs1' | 'pkcs8' | 'spki' | 'sec1';

export interface KeyEncoding {
  readonly format: KeyFormat;
  readonly type: KeyEncodingType | undefined;
  readonly cipher: string | undefined;
  readonly passphrase: Uint8Array | undefined;
}

/** Where an encoding stands, and what for. */
interface Context {
  /** Undefined for a key that comes in. */
  readonly keyType: string | undefined;
  /** Undefined where it may be either. */
  readonly isPublic: boolean | undefined;
  /** The option that holds it, if it is not the options themselves. */
  readonly within: string | undefined;
}

interface GivenEncoding {
  readonly format?: unknown;
  readonly type?: unknown;
  readonly cipher?: unknown;
  readonly passphrase?: unknown;
  readonly encoding?: unknown;
}

const optionName = (name: string, within: string | undefined): string =>
  within === undefined ? `options.${name}` : `options.${within}.${name}`;

const isStringOrBytes = (value: unknown): boolean => typeof value === 'string' || isBinary(value);

function parseFormat(format: unknown, fallback: KeyFormat | undefined, name: string): KeyFormat {
  if (format === undefined && fallback !== undefined) return fallback;
  if (format === 'pem' || format === 'der' || format === 'jwk') return format;
  throw new ERR_INVALID_ARG_VALUE(name, format);
}

function parseType(
  type: unknown,
  isRequired: boolean,
  { keyType, isPublic, within }: Context,
): KeyEncodingType | undefined {
  if (type === undefined && !isRequired) return undefined;
  if (type === 'pkcs1') return requireOnly(type, 'rsa', 'RSA', keyType);
  if (type === 'spki' && isPublic !== false) return type;
  if (type === 'pkcs8' && isPublic !== true) return type;
  if (type === 'sec1' && isPublic !== true) return requireOnly(type, 'ec', 'EC', keyType);
  throw new ERR_INVALID_ARG_VALUE(optionName('type', within), type);
}

function requireOnly(
  type: KeyEncodingType,
  wanted: string,
  shown: string,
  keyType: string | undefined,
): KeyEncodingType {
  if (keyType === undefined || keyType === wanted) return type;
  throw new ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS(type, `can only be used for ${shown} keys`);
}

function parse(options: unknown, context: Context): KeyEncoding {
  validateObject(options, 'options');
  const given = options as GivenEncoding;
  const { keyType, isPublic, within } = context;
  const isInput = keyType === undefined;
  const { format: shownFormat, type: shownType } = given;
  const format = parseFormat(
    shownFormat,
    isInput ? 'pem' : undefined,
    optionName('format', within),
  );
  const isRequired = (!isInput || format === 'der') && format !== 'jwk';
  const type = parseType(shownType, isRequired, context);
  if (isPublic === true) return { format, type, cipher: undefined, passphrase: undefined };
  return { format, type, ...parseSecrets(given, { format, type }, context) };
}

function parseSecrets(
  { cipher, passphrase, encoding }: GivenEncoding,
  { format, type }: Pick<KeyEncoding, 'format' | 'type'>,
  { keyType, within }: Context,
): Pick<KeyEncoding, 'cipher' | 'passphrase'> {
  const isInput = keyType === undefined;
  const isEncrypted = cipher !== undefined && cipher !== null;
  if (!isInput) requireCipher(cipher, passphrase, { format, type, within });
  const isNeeded = isInput ? passphrase !== undefined : isEncrypted;
  if (isNeeded && !isStringOrBytes(passphrase)) {
    throw new ERR_INVALID_ARG_VALUE(optionName('passphrase', within), passphrase);
  }
  return {
    cipher: isEncrypted && !isInput ? (cipher as string) : undefined,
    passphrase:
      passphrase === undefined ? undefined : requireBytes(passphrase, 'key.passphrase', encoding),
  };
}

function requireCipher(
  cipher: unknown,
  passphrase: unknown,
  { format, type, within }: Pick<KeyEncoding, 'format' | 'type'> & Pick<Context, 'within'>,
): void {
  if (cipher === undefined || cipher === null) {
    if (passphrase === undefined) return;
    throw new ERR_INVALID_ARG_VALUE(optionName('cipher', within), cipher);
  }
  if (typeof cipher !== 'string') {
    throw new ERR_INVALID_ARG_VALUE(optionName('cipher', within), cipher);
  }
  if (format === 'der' && (type === 'pkcs1' || type === 'sec1')) {
    throw new ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS(type, 'does not support encryption');
  }
}

export const parsePublicKeyEncoding = (
  options: unknown,
  keyType: string | undefined,
  within?: string,
): KeyEncoding => parse(options, { keyType, isPublic: keyType ? true : undefined, within });

export const parsePrivateKeyEncoding = (
  options: unknown,
  keyType: string | undefined,
  within?: string,
): KeyEncoding => parse(options, { keyType, isPublic: false, within });

/** How a key that comes in is written. */
export const parseKeyEncoding = (options: unknown, isPublic: boolean | undefined): KeyEncoding =>
  parse(options, { keyType: undefined, isPublic, within: undefined });
