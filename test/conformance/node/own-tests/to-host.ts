/** By what a test in a snippet and the host of it know each other. */

/** What the host tells a timer by that is due when nothing else can happen any more, milliseconds. */
export const IDLE_MS = 87_654_321;
/** How what is printed begins that is for the host. */
export const TO_HOST = '#to the host: ';
