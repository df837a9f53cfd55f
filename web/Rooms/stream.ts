/** A change as the stream tells of it. */
export interface Change { number: number; kind: string; html?: string; seq?: number; question?: number; author?: number; state?: string; audience?: number; identity?: number; at?: number }

/** How the page stands to the room. */
export type Line = 'current' | 'behind' | 'reconnecting' | 'offline';

const kinds = ['message', 'question', 'gathering', 'audience', 'mute'];
const longest = 15_000;

/** Follows a room from the change after `from` on. Numbers have no gaps: whoever finds one reads again from the last that is whole. */
export function follow(api: string, from: number, take: (change: Change) => void, say: (line: Line) => void) {
  let [last, known, tries] = [from, from, 0];
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const settle = () => say(last < known ? 'behind' : 'current');
  const open = () => {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(`${api}/events?after=${last}`);
    source.onopen = () => { tries = 0; settle(); };
    source.onerror = () => again(navigator.onLine ? 'reconnecting' : 'offline');
    source.addEventListener('behind', event => { known = Math.max(known, Number(JSON.parse(event.data).last)); settle(); });
    for (const kind of kinds) {
      source.addEventListener(kind, event => receive(JSON.parse(event.data) as Change));
    }
  };
  const again = (line: Line) => {
    source?.close();
    say(line);
    clearTimeout(timer);
    timer = setTimeout(open, Math.min(longest, 500 * 2 ** tries++) * (.75 + Math.random() / 2));
  };
  const receive = (change: Change) => {
    if (change.number > last + 1) {
      known = Math.max(known, change.number);
      again('behind');
      return;
    }
    if (change.number === last + 1) {
      last = change.number;
      take(change);
    }
    if (last >= known) {
      known = last;
      settle();
    }
  };

  const online = () => { tries = 0; open(); };
  const offline = () => again('offline');
  addEventListener('online', online);
  addEventListener('offline', offline);
  open();

  let late = 0;
  return {
    /** Follows no more. */
    stop() {
      clearTimeout(timer);
      source?.close();
      removeEventListener('online', online);
      removeEventListener('offline', offline);
    },
    /** Is told now and then how far the room is: a connection can be dead without saying so. */
    check(number: number) {
      if (number <= last) {
        late = 0;
      } else if (++late > 1) {
        late = 0;
        known = number;
        again('behind');
      }
    },
  };
}
