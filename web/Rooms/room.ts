// The live room. Without it the page is the same, and every action a form; with it nothing has to be loaded again.
import { actions } from './actions';
import { announcer, newsOf } from './announce';
import { backchannel } from './backchannel';
import { calm } from './calm';
import { choices } from './choices';
import { composer } from './composer';
import { find, make, parse, replace, room as theRoom, type Room } from './dom';
import { statusLine } from './line';
import { ending, log, personal } from './log';
import { outbox } from './outbox';
import { audience, questions } from './questions';
import { reading } from './reading';
import { shortcuts } from './shortcuts';
import { follow, type Change } from './stream';

const room = theRoom();
if (room && find('#log')) {
  live(room);
}

function live(room: Room) {
  const container = find('#log')!;
  const announce = announcer(() => view.view.paused ? 'none' : view.view.aloud);
  const speak = composer(room, unsent => { unsentOnes?.add(unsent); end.toEnd(); }, announce.say);
  const unsentOnes = speak && outbox(room, speak.edit);
  const end = ending(container, speak?.form ?? null);
  const entries = log(container, 'm');
  const asked = questions(room);
  const proposed = audience();
  const waiting: Change[] = [];
  const pause = make('button', { type: 'button', className: 'plain', textContent: 'Pause', onclick: () => view.set({ paused: !view.view.paused }) });
  const view = calm(room, ({ paused }) => {
    pause.setAttribute('aria-pressed', String(paused));
    if (!paused) {
      waiting.splice(0).forEach(show);
    }
    count();
  });
  find('.ways')!.append(pause, make('button', { type: 'button', className: 'plain', textContent: 'View', onclick: view.open }));
  const sight = room.speaks ? reading(room, () => view.view.paused, (number, muted) => { stream.check(number); speak?.mute(muted); }) : null;
  const line = statusLine(find('#line')!);
  const chosen = choices();
  actions(room, entry => speak?.answer(entry), line.refuse, chosen.done);

  personal(document, room.me);
  view.filter();
  start();

  const stream = follow(room.api, room.number, change => view.view.paused && change.kind === 'message' ? (waiting.push(change), count()) : show(change), line.set);
  backchannel(room, () => announce.say('News among the moderators'));
  shortcuts(room, [
    { key: 'F8', words: 'ask the next question, also while you write', go: askNext, always: true, only: true },
    { key: 'n', words: 'ask the next question', go: askNext, only: true },
    { key: 'c', words: 'write', go: () => speak?.focus() },
    { key: 'e', words: 'go to the end', go: () => end.toEnd(true) },
    { key: 'p', words: 'pause, and go on', go: () => pause.click() },
    { key: 'q', words: 'only the current question', go: () => view.set({ current: !view.view.current }) },
    { key: 'm', words: 'only what concerns you', go: () => view.set({ mine: !view.view.mine }) },
  ], () => view.view.keys);

  function show(change: Change) {
    const was = end.isAtEnd();
    if (change.kind === 'message' && change.html && change.seq) {
      const [entry, isNew] = entries.put(change.html, change.seq);
      personal(entry, room.me);
      unsentOnes?.render();
      view.filter();
      sight?.watch(entry);
      end.grown(was, isNew && !entry.hidden);
      if (isNew && !entry.hidden) {
        announce.add(newsOf(entry, room.me));
      }
    } else if (change.kind === 'question' && change.html) {
      asked.put(change.html);
      chosen.mark();
      view.filter();
      end.grown(was, false);
    } else if (change.kind === 'audience' && change.html) {
      proposed.put(change.html);
      personal(find('#audience')!, room.me);
    } else if (change.kind === 'gathering' && change.html) {
      const state = find('#state')!.dataset.state;
      replace(find('#state')!, parse(change.html));
      if (change.state !== state) {
        announce.say(change.state === 'live' ? 'The room is open.' : 'The hour is over. Answers are still taken for a week.');
      }
      void lead();
    } else if (change.kind === 'mute') {
      void sight?.report();
      void lead();
    }
  }

  // Where the reader left, else the end: what is new.
  function start() {
    if (!location.hash) {
      const left = find('#left-note') && find('#left');
      left ? left.scrollIntoView({ block: 'center' }) : end.toEnd();
    }
  }

  function askNext() {
    const button = find<HTMLButtonElement>('#ask-next');
    if (button && !button.hidden) {
      announce.say(`Asking ${find('.called', button)?.textContent}`);
      button.click();
    }
  }

  // What moderators have at hand changes with the room; what they are writing there stays.
  let asks = 0;
  async function lead() {
    const mine = ++asks;
    const html = room.moderates && await fetch(`${room.path}/lead`).then(answer => answer.ok ? answer.text() : null).catch(() => null);
    if (html && mine === asks) {
      const next = parse(html);
      for (const part of ['#mutes', '#pace']) {
        const [old, now] = [find(part), find(part, next)];
        if (old && now) {
          replace(old, now);
        }
      }
      if (!find('#ask-next', next)) {
        find('.lead-part')!.replaceWith(next);
      }
    }
  }

  function count() {
    const paused = view.view.paused;
    pause.textContent = paused ? waiting.length ? `Go on: ${waiting.length} new` : 'Go on' : 'Pause';
  }
}
