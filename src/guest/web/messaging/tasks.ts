/** Messages are delivered one a turn, in the order in which they were sent, whoever they are for. */
import { setImmediate } from '../timers.ts';

const tasks: (() => void)[] = [];

export function queueTask(task: () => void): void {
  if (tasks.push(task) === 1) setImmediate(runNext);
}

function runNext(): void {
  const [task] = tasks;
  // Before it runs: what it throws ends the run, and what it sends waits its turn.
  if (tasks.length > 1) setImmediate(runNext);
  tasks.shift();
  task?.();
}
