/** Hard ceilings: code, not settings. A setting may stay below them, never pass them. */

/**
 * Shadow stack a guest may use, bytes. Chosen by trial: a guest recurses some 1,800 calls deep, and
 * the host's own thread stack holds that many frames of the engine before it has been compiled well, when
 * they are largest (512 KB did not): so a guest can always catch its own overflow.
 */
export const GUEST_STACK_BYTES = 320 * 1024;

/** Most lines of console output kept for one run, and their bytes together. */
export const MAX_LOG_LINES = 1000;
export const MAX_LOG_BYTES = 256 * 1024;

/** Longest text that one call of `Intl` takes, UTF-16 units: the host splits or compares that much in a few milliseconds. */
export const MAX_INTL_TEXT = 100_000;

/** Most locales one call of `Intl` chooses among: ICU takes some ten microseconds to read each, a host's time. */
export const MAX_INTL_LOCALES = 1000;

/** Longest tag of a locale, or other name that `Intl` is given, UTF-16 units: ICU takes tags apart in quadratic time. */
export const MAX_INTL_NAME = 255;

/** Most combining marks after one another in a text for `Intl`: ICU brings them into order in quadratic time. Unicode's streams have 30. */
export const MAX_INTL_MARKS = 100;

/** Most timers one run may have open at once. */
export const MAX_TIMERS = 1000;

/** Least and most heap of one sandbox, bytes: the engine starts with ~11 MB, and its wasm ends at 2 GB. */
export const MIN_SANDBOX_MEMORY_BYTES = 12 * 1024 * 1024;
export const MAX_SANDBOX_MEMORY_BYTES = 1024 * 1024 * 1024;

/** Longest deadline a server may give, milliseconds: one hour. */
export const MAX_TIMEOUT_MS = 3_600_000;

/**
 * Most time one run is given back because others had its thread when it was ready, milliseconds. Enough
 * for the small runs of a busy worker; a caller is never kept waiting longer than this past its deadline.
 */
export const MAX_EXCUSED_MS = 150;

/** Prepared code one worker keeps, bytes: a one-liner takes ~17 KB, so some 900 snippets. */
export const PREPARED_CACHE_BYTES = 16 * 1024 * 1024;

/** Images with modules one worker keeps, bytes: thirty of the size of lodash, or the two largest there are. */
export const IMAGE_CACHE_BYTES = 32 * 1024 * 1024;

/** Memory of waiting runs without a sandbox that one worker keeps, bytes, most of it compressed: some thousand small ones. */
export const STOWAGE_BYTES = 64 * 1024 * 1024;

/** Sandboxes of a worker from which on a run that waits is put aside: that costs less than to make another. */
export const SANDBOXES_AT_ONCE = 12;

/** Idle sandboxes a worker keeps ready; what a burst of waiting runs made beyond it is given back. */
export const IDLE_SANDBOXES_PER_WORKER = 4;

/**
 * What one run may ask of its host. Calls: at the least a microsecond each, so that only a run with a
 * long deadline gets there. Bytes: four times a sandbox of the default size, each way.
 */
export const MAX_HOST_CALLS = 1_000_000;
export const MAX_HOST_BYTES_IN = 256 * 1024 * 1024;
export const MAX_HOST_BYTES_OUT = 256 * 1024 * 1024;

/**
 * Longest that a call which the host answers at once may be estimated to take, milliseconds, however far the deadline is: the
 * whole worker waits for it, and one that gives no sign of life is given up. Estimates are some three times the mean.
 */
export const MAX_AT_ONCE_MS = 4000;

/** Most host operations one run may have open at once: each may hold a connection or a thread's work. */
export const MAX_OPEN_OPERATIONS = 100;

/**
 * Longest text that the host takes for a URL, UTF-16 units: parsing takes time in proportion, a host of
 * many labels more than that, and the meter does not count what the host does.
 */
export const MAX_URL_LENGTH = 1024 * 1024;

/**
 * Longest name of a host that is not plain ASCII, UTF-16 units: twice what the host's parser takes once it is
 * encoded. It is read in quadratic time, this much in some fifty milliseconds.
 */
export const MAX_HOST_NAME = 4096;

/** Most streams of compression that one run may have open at once: each takes up to 400 KB of the host. */
export const MAX_OPEN_CODECS = 20;

/** Most decoders of texts that one run may have amid a text at once: each is a converter of the host's. */
export const MAX_OPEN_DECODERS = 100;

/**
 * Work after which a thread's garbage is collected: some 15 MB of it in a worker, and 25 MB in the server's thread.
 * More often costs time, more seldom memory.
 */
export const COLLECT_EVERY_JOBS = 2000;
export const COLLECT_EVERY_REQUESTS = 3000;
