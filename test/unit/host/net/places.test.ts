import { describe, expect, test } from 'bun:test';
import { Places } from '../../../../src/host/net/places.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

/** What all that is ready to go on has gone on by then. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

function makePlaces(most: number) {
  const clock = new FakeClock();
  const places = new Places<{ name: string }>(most, clock);
  const inside: string[] = [];
  const enter = async (name: string) => {
    const holder = { name };
    await places.enter(holder);
    inside.push(name);
    return holder;
  };
  return { clock, places, inside, enter };
}

describe('Places', () => {
  test('who comes when all are taken stands in line, until one is left', async () => {
    const { places, inside, enter } = makePlaces(2);
    const [first] = await Promise.all([enter('a'), enter('b')]);
    void enter('c');
    void enter('d');
    await turn();
    expect(inside).toEqual(['a', 'b']);
    places.leave(first);
    await turn();
    expect(inside).toEqual(['a', 'b', 'c']);
    places.leave(first);
    await turn();
    expect(inside).toEqual(['a', 'b', 'c']);
  });

  test('a body that is left unread gives its place up, but only to who stands in line', async () => {
    const { clock, places, inside, enter } = makePlaces(1);
    const first = await enter('a');
    places.setUnread(first, true);
    expect(clock.waiting).toBe(0);
    const second = enter('b');
    clock.advance(49);
    await turn();
    expect(inside).toEqual(['a']);
    clock.advance(51);
    places.setUnread(await second, true);
    expect(inside).toEqual(['a', 'b']);
    // What gave its place up has none to leave.
    void enter('c');
    places.leave(first);
    await turn();
    expect(inside).toEqual(['a', 'b']);
    clock.advance(100);
    await turn();
    expect(inside).toEqual(['a', 'b', 'c']);
    expect(clock.waiting).toBe(0);
  });

  test('one that waits for its response or is being read keeps its place', async () => {
    const { clock, places, inside, enter } = makePlaces(2);
    const [, second] = await Promise.all([enter('a'), enter('b')]);
    void enter('c');
    for (let i = 0; i < 10; i++) {
      places.setUnread(second, true);
      clock.advance(30);
      places.setUnread(second, false);
      clock.advance(1000);
    }
    await turn();
    expect(inside).toEqual(['a', 'b']);
  });

  test('there is a most of those that gave theirs up', async () => {
    const { clock, places, inside, enter } = makePlaces(1);
    for (let i = 0; i < 150; i++) {
      void enter(`${i}`).then((holder) => places.setUnread(holder, true));
    }
    for (let i = 0; i < 300; i++) {
      await turn();
      clock.advance(100);
    }
    expect(inside.length).toBe(101);
  });

  test('close() lets everybody go on, and looks no more', async () => {
    const { clock, places, inside, enter } = makePlaces(1);
    for (const name of ['a', 'b', 'c']) void enter(name);
    await turn();
    places.close();
    await turn();
    expect(inside).toEqual(['a', 'b', 'c']);
    expect(clock.waiting).toBe(0);
  });
});
