/**
 * Milliseconds of CPU that `work` takes in this process, all its threads: unlike a clock on the wall it
 * does not count what other processes do to a full machine. The least of `times`, for the first warms up.
 */
export function cpuMs(work: () => unknown, times = 3): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
