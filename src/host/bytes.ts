/** Text as bytes and bytes as text, in the forms that the guest's own loops are slow at. */
import type { BytesForm, TextForm } from '../wire/host-calls.ts';
import { type Claim, oneOfIn, textIn } from './claims.ts';
import type { Handlers } from './host-run.ts';

const TEXT_FORMS: readonly TextForm[] = ['utf8', 'latin1', 'base64', 'hex'];
const BYTES_FORMS: readonly BytesForm[] = ['base64', 'base64url', 'hex'];

/** What all readers of a form agree on; the guest reads what is less than that as each of them does. */
const STRICT: Readonly<Partial<Record<TextForm, RegExp>>> = {
  base64: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/,
  hex: /^(?:[0-9A-Fa-f]{2})*$/,
};

const NO_BYTES = new Uint8Array(0);

export const BYTES_CALLS: Handlers<'bytes.of' | 'bytes.count' | 'bytes.text'> = {
  'bytes.of'(claim: Claim<{ text: string; form: TextForm }>) {
    const text = textIn(claim, 'text');
    const form = oneOfIn(claim, 'form', TEXT_FORMS);
    return STRICT[form]?.test(text) === false ? null : Buffer.from(text, form);
  },
  'bytes.count'(claim: Claim<{ text: string }>) {
    return Buffer.byteLength(textIn(claim, 'text'));
  },
  'bytes.text'(claim: Claim<{ form: BytesForm }>, [bytes = NO_BYTES]) {
    const form = oneOfIn(claim, 'form', BYTES_FORMS);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(form);
  },
};
