const LONE_SURROGATE = /\p{Surrogate}/gu;

/** The text with U+FFFD in place of each surrogate that has no partner. */
export const wellFormed = (text: string): string => text.replace(LONE_SURROGATE, '\ufffd');
