/**
 * What a guest may ask of its host, and what the host may tell it: the one contract that both ends
 * compile against. An argument crosses as JSON text, and beside it any number of byte arrays, each as
 * its bytes; an answer is JSON text or bytes.
 */

import type { CompressionLaterCalls } from './compression-calls.ts';
import type { CryptoCalls, CryptoLaterCalls } from './crypto-calls.ts';
import type { IntlCalls } from './intl-calls.ts';
import type { Json, WithBytes } from './json.ts';
import type { NetCalls, NetLaterCalls } from './net-calls.ts';

/** Calls that are answered at once; the guest asks by `callHost`. */
export interface HostCalls extends CryptoCalls, IntlCalls, NetCalls {
  /** One line of console output. */
  'console.write': {
    readonly in: { readonly level: LogLevel; readonly message: string };
    readonly out: undefined;
  };
  /** Asks for `HostEvents['timer']` with this id after `delayMs` milliseconds, again and again if it repeats. */
  'timer.start': {
    readonly in: { readonly id: number; readonly delayMs: number; readonly repeats: boolean };
    readonly out: undefined;
  };
  'timer.clear': { readonly in: { readonly id: number }; readonly out: undefined };
  /** A module that the world was not made with: by a name that a snippet may require, or by `#` and its id. */
  'module.load': { readonly in: { readonly name: string }; readonly out: ModuleText };
  /** Parses as the URL standard says; null for what is no URL. */
  'url.parse': {
    readonly in: { readonly input: string; readonly base?: string };
    readonly out: UrlParts | null;
  };
  /** Sets one part of a URL; what cannot be set leaves it as it is. */
  'url.set': {
    readonly in: { readonly href: string; readonly part: UrlSetter; readonly value: string };
    readonly out: UrlParts;
  };
  /** The name of the encoding that a label stands for; null for none that is known. */
  'text.encoding': { readonly in: { readonly label: string }; readonly out: string | null };
  /** Bytes as text; null for bytes that are ill-formed where that is fatal. */
  'text.decode': { readonly in: TextToDecode; readonly out: string | null };
  /** A text as bytes; null where it is not strictly what its form is. */
  'bytes.of': {
    readonly in: { readonly text: string; readonly form: TextForm };
    readonly out: Uint8Array | null;
  };
  /** How many bytes a text is in UTF-8. */
  'bytes.count': { readonly in: { readonly text: string }; readonly out: number };
  /** Bytes as text. */
  'bytes.text': { readonly in: { readonly form: BytesForm }; readonly out: string };
  /** A domain in its ASCII form, or back: the empty text for what is no domain. */
  'url.domain': {
    readonly in: { readonly domain: string; readonly form: 'ascii' | 'unicode' };
    readonly out: string;
  };
}

/** `href`, `origin`, `protocol`, `username`, `password`, `host`, `hostname`, `port`, `pathname`, `search`, `hash`. */
export type UrlParts = readonly [
  href: string,
  origin: string,
  protocol: string,
  username: string,
  password: string,
  host: string,
  hostname: string,
  port: string,
  pathname: string,
  search: string,
  hash: string,
];

export type UrlSetter =
  | 'protocol'
  | 'username'
  | 'password'
  | 'host'
  | 'hostname'
  | 'port'
  | 'pathname'
  | 'search'
  | 'hash';

/** What a text may stand for. */
export type TextForm = 'utf8' | 'latin1' | 'base64' | 'hex';
/** What bytes may be written as. */
export type BytesForm = 'base64' | 'base64url' | 'hex';

export interface TextToDecode {
  readonly label: string;
  readonly isFatal: boolean;
  readonly ignoresBom: boolean;
  /** Which decoder goes on with its text: the guest's own number, or 0 for a text that is whole. */
  readonly decoder: number;
  readonly isLast: boolean;
}

/** Calls that are answered later, by `HostEvents['answer']`; the guest asks by `callHostLater`. */
export interface LaterHostCalls extends CompressionLaterCalls, CryptoLaterCalls, NetLaterCalls {}

/** What the world is told of a module besides its code. */
export type ModuleHead = {
  readonly id: string;
  /** Names by which it can be required, and the export that each gives. */
  readonly names: { readonly [name: string]: string };
  /** Globals that it provides: exports of the same names. */
  readonly globals: readonly string[];
  /** Whether its export `open` gives what there is by further names. */
  readonly hasPaths: boolean;
};

export type ModuleText = {
  readonly head: ModuleHead;
  /** Ids of the modules that must be loaded before it. */
  readonly needs: readonly string[];
  /** An expression that is a function, which makes its exports. */
  readonly text: string;
};

/** What an answer may be: nothing, data that is written as JSON, or bytes. */
export type HostAnswer = Json | Uint8Array | undefined;

export type LaterAnswer = HostAnswer | WithBytes;

export interface HostEvents {
  timer: { readonly id: number };
  /** To a call that is answered later: a text as in an answer at once, or bytes beside the event, or both. */
  answer: { readonly operation: number; readonly text: string };
}

/**
 * A call that is answered later bears its operation's number behind this mark: `name#12`. No name of a
 * call holds it.
 */
export const OPERATION = '#';

/**
 * An answer is nothing, an `ArrayBuffer`, or a text: `ANSWERED` and JSON, or `REFUSED` and a
 * `HostRefusal` as JSON, which the guest throws as an error of its own world.
 */
export const ANSWERED = '=';
export const REFUSED = '!';

/** An error that the host wants thrown in the guest. */
export interface HostRefusal {
  /** Name of the error's class, `Error` where the guest has none of that name. */
  readonly name: string;
  readonly message: string;
  /** Properties of the error besides, such as `code`. */
  readonly details?: Readonly<Record<string, Json>>;
}

export type LogLevel = 'debug' | 'info' | 'log' | 'warn' | 'error';

export type HostCallName = keyof HostCalls;
export type LaterHostCallName = keyof LaterHostCalls;

export type HostEvent = {
  [K in keyof HostEvents]: { readonly event: K } & HostEvents[K];
}[keyof HostEvents];

/** What a sandbox is told once, before its image is taken: the settings a guest's world depends on. */
export interface GuestSettings {
  /** Names of globals that a snippet must not see. */
  readonly disabledGlobals: readonly string[];
  readonly allowsConsole: boolean;
  /** Longest result, bytes of JSON; the guest refuses what is longer in UTF-16 units already. */
  readonly maxResultBytes: number;
  /** Most timers a run may have open at once. */
  readonly maxTimers: number;
}

/** The codes a guest itself can end with. */
export type GuestFailureCode =
  | 'guest_threw'
  | 'no_result'
  | 'result_too_large'
  | 'unserializable_result';

/** How a guest describes what went wrong; every text is bounded by the guest and again by the host. */
export interface GuestFailure {
  readonly code: GuestFailureCode;
  /** The error's own name, or `RuntimeError` for a thrown non-Error. */
  readonly type: string;
  readonly message: string;
  /** The engine's stack text, empty when there is none. */
  readonly stack: string;
  /** The message of the error that the thrown one has for its cause. */
  readonly cause?: string;
}

/**
 * What an entry point of the guest returns: the result's JSON text; or `FAILED` and a
 * `GuestFailure` as JSON; or `PENDING` while a promise is open. No JSON text starts with either mark.
 */
export const PENDING = '~';
export const FAILED = '!';
