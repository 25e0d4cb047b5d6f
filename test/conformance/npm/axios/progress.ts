/** What is told of progress: the last word of each, for how many there are before it is a matter of time. */
import { withHead } from './common.ts';

const WATCH = `
  const watch = () => {
    const seen = [];
    const listen = ({ loaded, total, progress, bytes, lengthComputable, upload, download, event, ...more }) =>
      seen.push({ loaded, total, progress, bytes, lengthComputable, upload, download, event: typeof event, more: Object.keys(more).sort() });
    return { listen, told: () => { const { bytes, ...last } = seen.at(-1) ?? {}; return { last, bytes: seen.reduce((sum, each) => sum + each.bytes, 0), isRising: seen.every((each, i) => i === 0 || each.loaded >= seen[i - 1].loaded), some: seen.length > 0 } } };
  };
  const settled = async () => { for (let i = 0; i < 5; i++) await wait(5) };
`;

export const PROGRESS: readonly string[] = withHead(
  [
    "const d = watch(); const r = await axios.get(input + '/bytes?size=300000', { onDownloadProgress: d.listen, responseType: 'arraybuffer' }); await settled(); return [r.data.length, d.told()]",
    "const d = watch(); const r = await axios.get(input + '/bytes?size=10', { onDownloadProgress: d.listen, responseType: 'arraybuffer' }); await settled(); return [r.data.length, d.told()]",
    "const d = watch(); const r = await axios.get(input + '/parts?count=6', { onDownloadProgress: d.listen }); await settled(); return [r.data, d.told()]",
    "const d = watch(); const r = await axios.get(input + '/bytes?size=100000', { onDownloadProgress: d.listen, responseType: 'stream' }); let size = 0; for await (const chunk of r.data) size += chunk.length; await settled(); return [size, d.told()]",
    "const d = watch(); const r = await axios.get(input + '/redirect?to=/text', { onDownloadProgress: d.listen }); await settled(); return [r.data, d.told()]",
    "const d = watch(); const e = await axios.get(input + '/status?code=404&body=nothing', { onDownloadProgress: d.listen }).catch((e) => e.status); await settled(); return [e, d.told()]",
    ...[
      "'x'.repeat(200000)",
      '{ a: 1 }',
      'Buffer.alloc(70000)',
      'new URLSearchParams({ a: 1 })',
      'new Uint8Array(10).buffer',
      "new Blob(['abc'])",
    ].map(
      (data) =>
        `const u = watch(); const r = await axios.post(input + '/echo', ${data}, { onUploadProgress: u.listen }); await settled(); return [r.data.body.length, u.told()]`,
    ),
    "const { Readable } = require('stream'); const u = watch(); const r = await axios.post(input + '/echo', Readable.from(['abc', 'def']), { onUploadProgress: u.listen, headers: { 'Content-Type': 'a/b' } }); await settled(); return [r.data.body, u.told()]",
    "const { Readable } = require('stream'); const u = watch(); const r = await axios.post(input + '/echo', Readable.from(['abc', 'def']), { onUploadProgress: u.listen, headers: { 'Content-Type': 'a/b', 'Content-Length': 6 } }); await settled(); return [r.data.body, u.told()]",
    "const u = watch(); const d = watch(); await axios.post(input + '/echo', 'x'.repeat(50000), { onUploadProgress: u.listen, onDownloadProgress: d.listen }); await settled(); return [u.told(), d.told().some]",
    "const u = watch(); const r = await axios.get(input + '/text', { onUploadProgress: u.listen }); await settled(); return [r.data, u.told()]",
    "return tried(axios.get(input + '/text', { maxRate: 1e6 }))",
    "return tried(axios.post(input + '/echo', 'abc', { maxRate: [1e6, 1e6], transformResponse: (d) => JSON.parse(d).body }))",
    "const r = await axios.get(input + '/bytes?size=30000', { maxRate: 100000, responseType: 'arraybuffer' }); return [r.data.length]",
    "const r = await axios.post(input + '/echo', 'x'.repeat(30000), { maxRate: [100000] }); return [r.data.body.length]",
  ].map((body) => WATCH + body),
);
