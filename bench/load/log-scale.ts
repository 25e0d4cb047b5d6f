/** A logarithmic axis whose ends and ticks are 1, 2 or 5 times a power of ten. */
export interface LogScale {
  readonly low: number;
  readonly high: number;
  /** Every tick, ascending. */
  readonly ticks: readonly number[];
  /** Where a value lies: 0 at the low end, 1 at the high end; beyond them at the end. */
  at(value: number): number;
}

const STEPS = [1, 2, 5];

/** The narrowest scale that holds both values, which must be above 0. */
export function createLogScale(least: number, most: number): LogScale {
  const ticks = ticksBetween(least, Math.max(most, least * 1.01));
  const low = ticks[0] ?? 1;
  const high = ticks.at(-1) ?? 10;
  const width = Math.log(high / low);
  const at = (value: number) => Math.min(1, Math.max(0, Math.log(value / low) / width));
  return { low, high, ticks, at };
}

function ticksBetween(least: number, most: number): number[] {
  const fromPower = Math.floor(Math.log10(least)) - 1;
  const toPower = Math.ceil(Math.log10(most)) + 1;
  const all: number[] = [];
  for (let power = fromPower; power <= toPower; power++) {
    // By way of text, for 5 * 10 ** -2 is not 0.05.
    for (const step of STEPS) all.push(Number(`${step}e${power}`));
  }
  const first = all.findLastIndex((tick) => tick <= least);
  const last = all.findIndex((tick) => tick >= most);
  return all.slice(first, last + 1);
}
