import { find, make, post, remembered, type Room } from './dom';

/** A message that is not yet sent, or was refused. */
export interface Unsent { key: string; text: string; question: number | null; reply_to: number | null; why?: string }

const pauses = [1000, 2000, 4000, 8000, 15_000];

/** A key that nobody else chooses. */
export const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');

/**
 * Messages on their way. They are kept in the browser until the server has acknowledged them, and each brings its key: sent
 * again, from here or another tab, it is said once.
 */
export function outbox(room: Room, edit: (unsent: Unsent) => void) {
  const kept = remembered(room, 'outbox');
  const list = find('#waiting')!;
  const sent = new Map<string, { unsent: Unsent; seq: number }>();
  let [sending, tries, until] = [false, 0, 0];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const load = (): Unsent[] => JSON.parse(kept.get() ?? '[]');
  const save = (change: (all: Unsent[]) => Unsent[]) => {
    const now = change(load());
    kept.set(now.length ? JSON.stringify(now) : null);
    render();
  };
  const mark = (key: string, why: string) => save(all => all.map(each => each.key === key ? { ...each, why } : each));

  // One tab at a time, so that they go out in their order.
  const alone = (work: () => Promise<void>) => navigator.locks ? navigator.locks.request(kept.key, work) : work();

  async function send() {
    clearTimeout(timer);
    if (sending) {
      return;
    }
    sending = true;
    until = 0;
    await alone(async () => {
      for (let next = load().find(each => !each.why); next; next = load().find(each => !each.why)) {
        const { key, text, question, reply_to } = next;
        const answer = await post(`${room.api}/messages`, { key, text, question, reply_to });
        if (answer.status === 200 || answer.status === 201) {
          tries = 0;
          sent.set(key, { unsent: next, seq: Number(answer.body?.seq) });
          save(all => all.filter(each => each.key !== key));
        } else if (answer.status === 0 || answer.status === 401 || answer.status === 429 || answer.status >= 500) {
          const pause = answer.wait ? answer.wait * 1000 : pauses[Math.min(tries++, pauses.length - 1)]!;
          until = Date.now() + pause;
          timer = setTimeout(() => void send(), pause);
          break;
        } else {
          mark(key, answer.why);
        }
      }
    });
    sending = false;
    render();
    // What was written while the lock was given back found nobody to send it.
    if (!until && load().some(each => !each.why)) {
      void send();
    }
  }

  // Drawn anew only where it changed: whoever is at one of its buttons stays there.
  let drawn = '';

  function render() {
    for (const [key, { seq }] of sent) {
      if (document.getElementById(`m${seq}`)) {
        sent.delete(key);
      }
    }
    const shown = [...[...sent.values()].map(each => ({ ...each.unsent, state: 'sent' })), ...load().map(each => ({ ...each, state: each.why ?? (until > Date.now() ? 'waits, and goes out once' : 'on its way') }))];
    const now = JSON.stringify(shown);
    if (now === drawn) {
      return;
    }
    drawn = now;
    list.replaceChildren(...shown.map(each => {
      const item = make('li', { className: each.why ? 'unsent refused' : 'unsent' }, make('p', { className: 'typed', textContent: each.text }), make('p', { className: 'small soft', textContent: each.why ? `Not sent: ${each.why}` : each.state }));
      item.dataset.key = each.key;
      if (each.why) {
        item.append(
          make('button', { type: 'button', className: 'plain', textContent: 'Edit', onclick: () => { drop(each.key); edit(each); } }), ' ',
          make('button', { type: 'button', className: 'plain', textContent: 'Discard', onclick: () => drop(each.key) }));
      }
      return item;
    }));
    list.hidden = shown.length === 0;
  }

  const drop = (key: string) => save(all => all.filter(each => each.key !== key));

  addEventListener('storage', event => event.key === kept.key && render());
  addEventListener('online', () => { [tries, until] = [0, 0]; void send(); });
  render();
  void send();

  return {
    add(unsent: Unsent) {
      save(all => [...all, unsent]);
      void send();
    },
    /** After an entry came: what was sent stands in the log now. */
    render,
  };
}
