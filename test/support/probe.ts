/** A guest's world whose snippets can make host calls themselves, as the prelude does. */
import '../../src/guest/prelude/start.ts';
import { callHost, callHostLater } from '../../src/guest/prelude/host.ts';
import { world } from '../../src/guest/prelude/primordials.ts';

world['callHost'] = callHost;
world['callHostLater'] = callHostLater;
