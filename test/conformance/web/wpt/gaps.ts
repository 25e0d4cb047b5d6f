/** Of the web platform's tests: files that cannot be run here, and subtests that fail, each with its reason. */

const AS_IN_NODE = 'the same in Node 20';
const NO_PAGE = 'needs a page, or the server that the tests have';
const NO_GETTER = 'globals of modules are values here';
const NO_RESOURCES = 'no page is loaded that would be an entry';
const NO_READER = 'there is no FileReader, as in Node';
const LATER_STANDARD = 'asks for what the standard had later, or for a draft that came to nothing';

/** Files that are not run. */
const FILES_LEFT_OUT: Readonly<Record<string, string>> = {
  'FileAPI/fileReader.any.js': NO_READER,
  'WebCryptoAPI/historical.any.js': 'asks that there be none where a page is not secure',
  'dom/events/EventTarget-removeEventListener.any.js': NO_PAGE,
  'encoding/replacement-encodings.any.js': NO_PAGE,
  'encoding/unsupported-encodings.any.js': NO_PAGE,
  'html/webappapis/microtask-queuing/queue-microtask-exceptions.any.js': NO_PAGE,
  'streams/readable-byte-streams/non-transferable-buffers.any.js': 'there is no WebAssembly',
  'streams/readable-streams/owning-type-message-port.any.js': LATER_STANDARD,
  'streams/readable-streams/owning-type-video-frame.any.js': LATER_STANDARD,
  'streams/readable-streams/owning-type.any.js': LATER_STANDARD,
};

/** Folders of files that are not run. */
const FOLDERS_LEFT_OUT: Readonly<Record<string, string>> = {
  'FileAPI/reading-data-section/': NO_READER,
  'FileAPI/url/': 'there are no URLs of blobs',
};

export const isLeftOut = (file: string): boolean =>
  Object.hasOwn(FILES_LEFT_OUT, file) ||
  Object.keys(FOLDERS_LEFT_OUT).some((folder) => file.startsWith(folder));

const SINCE_THEN = 'Node 20 does otherwise since its version 20.20, and so do we';

/** By their files: names of many subtests that fail. */
const KINDS: Readonly<Record<string, readonly [names: RegExp, reason: string]>> = {
  'FileAPI/idlharness.any.js': [
    /^(?:FileList|FileReader|FileReaderSync) interface|new FileReader|ObjectURL/,
    NO_READER,
  ],
  'streams/transferable/transform-stream-members.any.js': [
    /./,
    'nobody is there to whom a stream could be transferred',
  ],
  'WebCryptoAPI/derive_bits_keys/pbkdf2.https.any.js': [/ with 0 length$/, SINCE_THEN],
  'WebCryptoAPI/import_export/okp_importKey.https.any.js': [/ignored JWK alg: Ed/, SINCE_THEN],
};

/** By their files: subtests that fail, and why. */
export const GAPS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'FileAPI/blob/Blob-constructor.any.js': {
    'Getters and value conversions should happen in order until an exception is thrown.':
      AS_IN_NODE,
    'options properties should be accessed in lexicographic order.': AS_IN_NODE,
    'Arguments should be evaluated from left to right.': AS_IN_NODE,
  },
  'WebCryptoAPI/idlharness.https.any.js': {
    'SubtleCrypto interface: operation deriveBits(AlgorithmIdentifier, CryptoKey, unsigned long)':
      AS_IN_NODE,
    'Window interface: attribute crypto': NO_GETTER,
  },
  'dom/events/AddEventListenerOptions-passive.any.js': {
    'returnValue should be ignored if-and-only-if the passive option is true': AS_IN_NODE,
  },
  'dom/events/Event-isTrusted.any.js': { 'Event-isTrusted': AS_IN_NODE },
  'hr-time/idlharness.any.js': { 'Window interface: attribute performance': NO_GETTER },
  'performance-timeline/case-sensitivity.any.js': {
    'getEntriesByType values are case sensitive': NO_RESOURCES,
    'getEntriesByName values are case sensitive': NO_RESOURCES,
  },
  'streams/piping/general-addition.any.js': {
    'enqueue() must not synchronously call write algorithm': AS_IN_NODE,
  },
  'streams/readable-streams/patched-global.any.js': {
    'ReadableStream async iterator should use the original values of getReader() and ReadableStreamDefaultReader methods':
      'the engine goes on behind a loop before what `return()` of its iterator promises has come',
  },
  'url/historical.any.js': {
    'searchParams on location object': 'the location that stands for a page is a URL',
    'URL: no structured serialize/deserialize support': AS_IN_NODE,
    'URLSearchParams: no structured serialize/deserialize support': AS_IN_NODE,
  },
  'webmessaging/broadcastchannel/basics.any.js': {
    'postMessage results in correct event': AS_IN_NODE,
  },
};

/** Whether a subtest is known to fail. */
export function isKnown(file: string, name: string): boolean {
  return KINDS[file]?.[0].test(name) || Object.hasOwn(GAPS[file] ?? {}, name);
}
