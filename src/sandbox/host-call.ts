/** A guest's host call as it comes out of the engine. */
import type { AnswerToGuest, GuestCall } from './capability.ts';
import type { Engine } from './engine.ts';
import type { Marshal, ValuePointer } from './marshal.ts';

/** Answers a guest's host call while a run is under way. */
export type HostCallHandler = (call: Omit<GuestCall, 'deadlineMs'>) => AnswerToGuest;

/** Nobody's between runs. */
export const NO_RUN: HostCallHandler = ({ name }) => {
  throw new Error(`Cannot answer host call '${name}': no run is under way`);
};

/**
 * @param argv pointer to `argc` JSValues: name and argument, then `ArrayBuffer`s, which are copied only when
 * they are asked for, and only while the call is being answered
 */
export function readHostCall(
  { ffi }: Engine,
  marshal: Marshal,
  argc: number,
  argv: number,
): Omit<GuestCall, 'deadlineMs'> {
  const valueAt = (index: number) =>
    ffi.QTS_ArgvGetJSValueConstPointer(argv as never, index) as unknown as number;
  const buffers: ValuePointer[] = [];
  for (let index = 2; index < argc; index++) buffers.push(valueAt(index));
  return {
    name: marshal.readString(valueAt(0)).text,
    argument: marshal.readString(valueAt(1)).text,
    sizes: buffers.map((buffer) => marshal.arrayBufferLength(buffer)),
    copyBytes: () => buffers.map((buffer) => marshal.copyArrayBuffer(buffer)),
  };
}
