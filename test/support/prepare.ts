/** Runs before every test: what must be generated is there, also for a bare `bun test`. */
import { generate } from '../../src/build/generate.ts';

await generate();
