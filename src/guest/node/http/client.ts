/** What `http` and `https` have in common. */
import { SecurityError } from '../../prelude/harden.ts';
import { Agent, SecureAgent } from './agent.ts';
import { ClientRequest as Request } from './client-request.ts';
import { validateHeaderName, validateHeaderValue } from './headers.ts';
import { IncomingMessage } from './incoming-message.ts';
import { METHODS, STATUS_CODES } from './names.ts';
import type { RequestArguments } from './target.ts';

function refuseToServe(): never {
  throw new SecurityError(
    'Cannot serve: a snippet is called with `input` and gives its result with `return`, nobody can connect to it',
  );
}

export { IncomingMessage, Request };

/** The module for one of the two protocols. */
export function clientOf(protocol: 'http:' | 'https:'): object {
  class ClientRequest extends Request {
    constructor(...call: RequestArguments) {
      super(call, protocol);
    }
  }
  const request = (input: unknown, options: unknown, callback: unknown) =>
    new ClientRequest(input, options, callback);
  const get = (input: unknown, options: unknown, callback: unknown) => {
    const made = request(input, options, callback);
    (made as unknown as { end(): void }).end();
    return made;
  };
  const OwnAgent = protocol === 'http:' ? Agent : SecureAgent;
  return {
    request,
    get,
    Agent: OwnAgent,
    globalAgent: new OwnAgent({ keepAlive: true }),
    createServer: refuseToServe,
    Server: refuseToServe,
    ...(protocol === 'http:' && {
      METHODS,
      STATUS_CODES,
      ClientRequest,
      IncomingMessage,
      maxHeaderSize: 16_384,
      validateHeaderName,
      validateHeaderValue,
    }),
  };
}
