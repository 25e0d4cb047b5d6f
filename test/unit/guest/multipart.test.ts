import { expect, test } from 'bun:test';
import { Blob } from '../../../src/guest/web/blob.ts';
import { File } from '../../../src/guest/web/file.ts';
import { FormData } from '../../../src/guest/web/form-data.ts';
import { encodeMultipart } from '../../../src/guest/web/multipart.ts';

function formOf(): FormData {
  const form = new FormData();
  form.append('a\r"\n', 'x\ny\rz\r\n');
  form.append('é"', new Blob(['zz']), 'q"\r\n.txt');
  form.append('file', new File([new Uint8Array([0, 255])], '', { type: 'image/png' }));
  return form;
}

test('encodeMultipart() writes each entry after its headers, and lets no name end them', async () => {
  const { contentType, body } = encodeMultipart(formOf());
  const boundary = contentType.replace('multipart/form-data; boundary=', '');
  expect(boundary).toMatch(/^-{4}formdata-\d{24}$/);
  expect(body.type).toBe(contentType);
  const text = [...(await body.bytes())].map((byte) => String.fromCharCode(byte)).join('');
  expect(text.replaceAll(boundary, 'B')).toBe(
    [
      '--B\r\nContent-Disposition: form-data; name="a%0D%0A%22%0D%0A"\r\n\r\nx\r\ny\r\nz\r\n\r\n',
      '--B\r\nContent-Disposition: form-data; name="Ã©%22"; filename="q%22%0D%0A.txt"\r\n',
      'Content-Type: application/octet-stream\r\n\r\nzz\r\n',
      '--B\r\nContent-Disposition: form-data; name="file"\r\nContent-Type: image/png\r\n\r\n\0ÿ\r\n--B--\r\n',
    ].join(''),
  );
});

test('encodeMultipart() is read back by a parser of another make', async () => {
  const { contentType, body } = encodeMultipart(formOf());
  const response = new Response((await body.bytes()) as Uint8Array<ArrayBuffer>, {
    headers: { 'content-type': contentType },
  });
  const read = await response.formData();
  expect([...read.keys()].length).toBe(3);
  const file = read.get('file');
  expect(await new Response(file as never).text()).toBe('\0\ufffd');
});

test('encodeMultipart() draws another boundary each time, and a form without entries has an end', async () => {
  const [one, other] = [encodeMultipart(new FormData()), encodeMultipart(new FormData())];
  expect(one.contentType).not.toBe(other.contentType);
  expect(await one.body.text()).toMatch(/^------formdata-\d{24}--\r\n$/);
});
