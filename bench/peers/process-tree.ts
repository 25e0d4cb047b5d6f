/** What a server's processes use, as the kernel counts it. Linux. */
import { readdir, readFile } from 'node:fs/promises';

/** Linux counts CPU time in hundredths of a second. @see proc(5) */
const TICK_MS = 10;
/** Fields of `/proc/PID/stat` after the name in parentheses. */
const USER_TIME = 11;
const SYSTEM_TIME = 12;
/** What reading a file of a process says that has ended. */
const HAS_ENDED: ReadonlySet<string> = new Set(['ENOENT', 'ESRCH']);

/** Resident memory of a process and its descendants, bytes; pages they share count once for each. */
export async function readTreeRss(root: number): Promise<number> {
  return sum(await Promise.all((await listTree(root)).map(readRss)));
}

/** Time on the CPU so far, of a process and its descendants, milliseconds. */
export async function readTreeCpuMs(root: number): Promise<number> {
  return sum(await Promise.all((await listTree(root)).map(readCpuMs)));
}

/** A process and its descendants, parents first. */
async function listTree(root: number): Promise<number[]> {
  const children = await listChildren(root);
  return [root, ...(await Promise.all(children.map(listTree))).flat()];
}

async function listChildren(pid: number): Promise<number[]> {
  const threads = await ifThere(readdir(`/proc/${pid}/task`), []);
  const lists = await Promise.all(
    threads.map((thread) => readText(`/proc/${pid}/task/${thread}/children`)),
  );
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}

async function readRss(pid: number): Promise<number> {
  const status = await readText(`/proc/${pid}/status`);
  return Number(/VmRSS:\s+([0-9]+)/.exec(status)?.[1] ?? 0) * 1024;
}

async function readCpuMs(pid: number): Promise<number> {
  const text = await readText(`/proc/${pid}/stat`);
  // The name may hold spaces and parentheses of its own.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[USER_TIME] ?? 0) + Number(fields[SYSTEM_TIME] ?? 0)) * TICK_MS;
}

function readText(path: string): Promise<string> {
  return ifThere(readFile(path, 'utf8'), '');
}

/** Processes and threads come and go while they are looked at: one that has ended uses nothing. */
async function ifThere<T>(reading: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await reading;
  } catch (thrown) {
    if (HAS_ENDED.has((thrown as NodeJS.ErrnoException).code ?? '')) return otherwise;
    throw thrown;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}
