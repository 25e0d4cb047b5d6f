/** The ways in which a worker is made to fail. */
export const FAULTS = ['throw', 'reject', 'exit', 'hang', 'wait', 'broken'] as const;
export type Fault = (typeof FAULTS)[number];

const MARK = 'return "worker-fault:';

/** A snippet that makes the worker that takes it fail so. */
export const faultyCode = (fault: Fault): string => `${MARK}${fault}"`;

/** The fault that a snippet names, if it does. */
export function faultOf(encodedCode: string): Fault | undefined {
  const code = encodedCode.slice(1);
  return FAULTS.find((fault) => code === faultyCode(fault));
}
