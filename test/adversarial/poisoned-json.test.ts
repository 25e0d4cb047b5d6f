/** The result is made by intrinsics that were taken before the snippet ran. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege();

test('A snippet that replaces JSON gets its result all the same', async () => {
  await expectEndings({
    'JSON.stringify = () => "poisoned"; JSON.parse = () => 1; return { a: 1 }': 'ok',
    'delete Object.prototype.hasOwnProperty; Reflect.apply = null; return { a: 1 }': 'ok',
    'Object.prototype.toJSON = function () { for (;;) {} }; return { a: 1 }': 'timeout',
    'Object.prototype.toJSON = () => "~"; console.log(1); return { a: 1 }': 'ok',
    'Array.prototype.toJSON = () => { throw 1 }; return [1]': 'unserializable_result',
    'String.prototype.toJSON = () => "!" ; return "x"': 'ok',
    'JSON = null; Object = null; Reflect = null; String = null; Map = null; return { a: 1 }': 'ok',
  });
});
