/**
 * An option of a listener for our own libraries: it is called although another one stopped the event. Registered, so that
 * who uses it need not have targets in its world.
 */
export const RESISTS_STOP: unique symbol = Symbol.for('resists stop') as never;
