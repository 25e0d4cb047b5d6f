/** Every encoding of the Encoding standard, read by the host's own decoders. */
import { MAX_OPEN_DECODERS } from '../base/limits.ts';
import type { TextToDecode } from '../wire/host-calls.ts';
import { booleanIn, type Claim, integerIn, textIn } from './claims.ts';
import { GuestError } from './guest-error.ts';
import type { Handlers, Owned } from './host-run.ts';

/** Longest label there is, and more. */
const MAX_LABEL = 100;

/** The decoders of one run that are amid a text. */
class Decoders implements Owned {
  readonly isWaiting = false;
  readonly #open = new Map<number, TextDecoder>();

  /** The decoder of that number, made where there is none. */
  get(id: number, make: () => TextDecoder): TextDecoder {
    const open = this.#open.get(id);
    if (open) return open;
    if (this.#open.size >= MAX_OPEN_DECODERS) {
      throw new GuestError(
        'RangeError',
        `Cannot decode: ${MAX_OPEN_DECODERS} texts are open, the most there may be`,
      );
    }
    const made = make();
    this.#open.set(id, made);
    return made;
  }

  close(id: number): void {
    this.#open.delete(id);
  }
}

const makeDecoders = () => new Decoders();

type DecoderOptions = ConstructorParameters<typeof TextDecoder>[1];

/** Undefined for a label that stands for no encoding. */
function tryMakeDecoder(label: string, options?: DecoderOptions): TextDecoder | undefined {
  try {
    // The types name a few of the labels that there are.
    return new TextDecoder(label as 'utf-8', options);
  } catch (cause) {
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
}

function makeDecoder(label: string, options: DecoderOptions): TextDecoder {
  const decoder = tryMakeDecoder(label, options);
  if (decoder) return decoder;
  throw new GuestError('RangeError', `The "${label}" encoding is not supported`);
}

function requireLabel(claim: Claim<{ label: string }>): string {
  const label = textIn(claim, 'label');
  if (label.length <= MAX_LABEL) return label;
  throw new GuestError('RangeError', 'The encoding is not supported: its label is too long');
}

/** @returns null for ill-formed bytes */
function tryDecode(decoder: TextDecoder, bytes: Uint8Array, isLast: boolean): string | null {
  try {
    return decoder.decode(bytes, { stream: !isLast });
  } catch (cause) {
    if (cause instanceof TypeError) return null;
    throw cause;
  }
}

const NO_BYTES = new Uint8Array(0);

export const TEXT_CALLS: Handlers<'text.encoding' | 'text.decode'> = {
  'text.encoding'(claim) {
    const label = textIn(claim, 'label');
    return label.length > MAX_LABEL ? null : (tryMakeDecoder(label)?.encoding ?? null);
  },
  'text.decode'(claim: Claim<TextToDecode>, [bytes = NO_BYTES], run) {
    const label = requireLabel(claim);
    const options = {
      fatal: booleanIn(claim, 'isFatal'),
      ignoreBOM: booleanIn(claim, 'ignoresBom'),
    };
    const id = integerIn(claim, 'decoder', 0, Number.MAX_SAFE_INTEGER);
    const isLast = booleanIn(claim, 'isLast');
    if (id === 0) return tryDecode(makeDecoder(label, options), bytes, true);
    const decoders = run.own(makeDecoders);
    const decoder = decoders.get(id, () => makeDecoder(label, options));
    const text = tryDecode(decoder, bytes, isLast);
    if (isLast || text === null) decoders.close(id);
    return text;
  },
};
