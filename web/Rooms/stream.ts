import { refusalOf } from './dom';

/** A change as the stream tells of it. */
export interface Change { number: number; kind: string; html?: string; seq?: number; question?: number; author?: number; state?: string; audience?: number; identity?: number; at?: number }

/** How the page stands to the room. */
export type Line = 'current' | 'behind' | 'reconnecting' | 'offline' | 'refused';

const kinds = ['message', 'question', 'gathering', 'audience', 'mute'];
const longest = 15_000;
/** Seconds: whatever a server says, who waits longer misses the hour. */
const mostPatience = 120;

/** Follows a room from the change after `from` on. Numbers have no gaps: whoever finds one reads again from the last that is whole. */
export function follow(api: string, from: number, take: (change: Change) => void, say: (line: Line, why?: string) => void) {
  let [last, known, tries] = [from, from, 0];
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const settle = () => say(last < known ? 'behind' : 'current');
  const open = () => {
    clearTimeout(timer);
    source?.close();
    const mine = source = new EventSource(`${api}/events?after=${last}`);
    source.onopen = () => { tries = 0; settle(); };
    source.onerror = () => mine.readyState === EventSource.CLOSED ? void refused(mine) : again(brokenOff());
    source.addEventListener('behind', event => { known = Math.max(known, Number(JSON.parse(event.data).last)); settle(); });
    for (const kind of kinds) {
      source.addEventListener(kind, event => receive(JSON.parse(event.data) as Change));
    }
  };
  const brokenOff = () => navigator.onLine ? 'reconnecting' : 'offline';
  const again = (line: Line, why = '', wait = 0) => {
    source?.close();
    say(line, why);
    clearTimeout(timer);
    timer = setTimeout(open, wait * 1000 + Math.min(longest, 500 * 2 ** tries++) * (.75 + Math.random() / 2));
  };
  // An EventSource that was turned away is closed, and shows neither why nor for how long: the same is asked once more to be told.
  const refused = async (mine: EventSource) => {
    const said = await refusalOf(mine.url);
    if (mine === source) {
      // What gives no reason is no answer of Kith's, but of a proxy that does not reach it.
      again(said?.why ? 'refused' : brokenOff(), said?.why, said?.why ? Math.min(said.wait, mostPatience) : 0);
    }
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
      source = undefined;
      removeEventListener('online', online);
      removeEventListener('offline', offline);
    },
    /** Is told now and then how far the room is: a connection can be dead without saying so. */
    check(number: number) {
      if (number <= last || source?.readyState === EventSource.CLOSED) {
        late = 0;
      } else if (++late > 1) {
        late = 0;
        known = number;
        again('behind');
      }
    },
  };
}
