/** What `assert` takes of `util`: its own package brings another inspector, whose texts are not Node's. */
import { inspect as nodesInspect } from '../inspect/inspect.ts';
import nodesTypes from '../util/types.ts';

export const inspect: unknown = nodesInspect;
export const types: unknown = nodesTypes;
