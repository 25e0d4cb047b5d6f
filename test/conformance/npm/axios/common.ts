/** What every snippet of these lists begins with; `input` is the address of the tests' server. */
const HEAD = `
  const axios = require('axios');
  const failure = (e) => ({
    ...(({ name, message, code, status }) => ({ name, message, code, status }))(e),
    keys: Object.keys(e).sort(),
    isAxiosError: axios.isAxiosError(e), isCancel: axios.isCancel(e),
    kinds: [e instanceof Error, e instanceof axios.AxiosError, e instanceof axios.CanceledError],
    cause: e.cause && [e.cause.name, e.cause.message, e.cause.code],
    to: e.config?.url?.replace?.(input, ''),
    response: e.response && [e.response.status, e.response.statusText, typeof e.response.data === 'object' ? 'object' : e.response.data, e.response.config === e.config],
  });
  const told = (r) => [r.status, r.statusText, r.data];
  const tried = (p) => p.then(told, failure);
  const echo = (p) => p.then((r) => ({ ...r.data, headers: { ...r.data.headers } }));
  const attempt = (f) => { try { return f() } catch (e) { return [e.name, e.message.replace(/^\\S+ is (?=not a function$)/, ''), e.code] } };
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const read = async (stream) => { let text = ''; for await (const chunk of stream) text += chunk; return text };
`;

export const withHead = (bodies: readonly string[]): readonly string[] =>
  bodies.map((body) => `${HEAD}${body}`);
