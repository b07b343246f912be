import { expect, test } from 'vitest';
import {
  takenFromGallery,
  whyNotAdded,
  whyNotNamed,
  withOwn,
} from '../../src/workbench/events/own-events.ts';
import { reducerFor } from '../../src/workbench/reducer.ts';
import { type Action, initialState } from '../../src/workbench/state.ts';
import { helloLab as lab } from '../lab/hello-lab.ts';

const fresh = initialState(lab);
const reduce = reducerFor(lab);
const after = (...actions: Action[]) => actions.reduce(reduce, fresh);
const own = (name: string, text = '1'): Action => ({
  kind: 'replaced',
  work: withOwn(fresh.work, { name, text }),
  why: 'saved',
});
const first = lab.events[0]?.name ?? '';

for (const name of ['__proto__', 'constructor', '<img src=x onerror=alert(1)>'])
  test(`an own event called ${name} is chosen, edited and chosen again like any other`, () => {
    const state = after(
      own(name),
      { kind: 'event typed', text: '2' },
      { kind: 'event chosen', name: first },
      { kind: 'event chosen', name },
    );
    expect(state.work.event).toEqual({ name, text: '2' });
  });

test('a reset keeps own events and puts the lab’s first event back; undo brings the chosen one', () => {
  const reset = after(own('mine'), { kind: 'reset' });
  expect(reset.work.ownEvents.map(({ name }) => name)).toEqual(['mine']);
  expect(reset.work.event.name).toBe(first);
  expect(reduce(reset, { kind: 'undone' }).work.event.name).toBe('mine');
});

test('keeping a shared copy keeps one’s own events', () => {
  const kept = after(own('mine'), { kind: 'shared opened', work: fresh.work }, { kind: 'shared kept' });
  expect(kept.work.ownEvents.map(({ name }) => name)).toEqual(['mine']);
});

test('a name that is empty, taken, too long or invisible is refused in words', () => {
  const { work } = after(own('mine'));
  expect(whyNotNamed(lab, work, ' ')).toContain('Give the event a name');
  expect(whyNotNamed(lab, work, 'mine')).toContain('You have an event “mine” already');
  expect(whyNotNamed(lab, work, first)).toContain('This lab has an event');
  expect(whyNotNamed(lab, work, 'x'.repeat(61))).toContain('this one has 61');
  expect(whyNotNamed(lab, work, 'a\u0000b')).toContain('control');
  expect(whyNotNamed(lab, work, 'mine', 'mine')).toBeUndefined();
});

test('the twenty-first event and more than 200 kB are refused', () => {
  const events = Array.from({ length: 20 }, (_, at) => ({ name: `e${at}`, text: '1' }));
  expect(whyNotAdded({ ...fresh.work, ownEvents: events }, '1')).toContain('Delete one first');
  expect(whyNotAdded(fresh.work, 'é'.repeat(100_001))).toContain('201 kB');
  expect(whyNotAdded(fresh.work, '1')).toBeUndefined();
});

test('an event of the gallery that was taken and edited comes back as it was left', () => {
  const once = takenFromGallery(lab, fresh.work, 'S3 upload', '{}');
  const edited = { ...once, ownEvents: [{ name: 'S3 upload', text: '{"mine":1}' }] };
  expect(takenFromGallery(lab, edited, 'S3 upload', '{}').event.text).toBe('{"mine":1}');
});

const second = lab.events[1]?.name ?? '';

test('what the learner made of a lab’s event is there when they come back to it, and is kept with the work', () => {
  const away = after({ kind: 'event typed', text: '2' }, { kind: 'event chosen', name: second });
  expect(away.work.ownEvents).toEqual([{ name: first, text: '2' }]);
  expect(reduce(away, { kind: 'event chosen', name: first }).work.event.text).toBe('2');
});

test('restoring an event can be undone', () => {
  const restored = after(
    { kind: 'event typed', text: '2' },
    { kind: 'event chosen', name: second },
    { kind: 'event chosen', name: first },
    { kind: 'event restored' },
  );
  expect(restored.work).toEqual(fresh.work);
  expect(reduce(restored, { kind: 'undone' }).work.event.text).toBe('2');
});

test('a reset takes back what was made of the lab’s events, and undo brings it again', () => {
  const reset = after(
    { kind: 'event typed', text: '2' },
    { kind: 'event chosen', name: second },
    { kind: 'reset' },
  );
  expect(reset.work).toEqual(fresh.work);
  const back = reduce(reset, { kind: 'undone' });
  expect(reduce(back, { kind: 'event chosen', name: first }).work.event.text).toBe('2');
});

test('an event that came with a shared copy stays when another is chosen', () => {
  const copy = { ...fresh.work, event: { name: 'theirs', text: '3' } };
  const other = after(
    { kind: 'shared opened', work: copy },
    { kind: 'shared kept' },
    { kind: 'event chosen', name: first },
  );
  expect(reduce(other, { kind: 'event chosen', name: 'theirs' }).work.event.text).toBe('3');
});
