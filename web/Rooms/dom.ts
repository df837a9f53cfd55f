/** What the page says of itself: which room, who reads, what they may do. */
export interface Room { id: string; me: string; path: string; api: string; number: number; speaks: boolean; moderates: boolean }

export function room(): Room | null {
  const element = document.querySelector<HTMLElement>('#room');
  return element && {
    id: element.dataset.room!, me: element.dataset.me ?? '', path: element.dataset.path!, api: `/api${element.dataset.path}`, number: Number(element.dataset.number),
    speaks: element.classList.contains('may-speak'), moderates: element.classList.contains('moderates'),
  };
}

export const find = <T extends Element = HTMLElement>(selector: string, within: ParentNode = document) => within.querySelector<T>(selector);
export const all = <T extends Element = HTMLElement>(selector: string, within: ParentNode = document) => [...within.querySelectorAll<T>(selector)];

/** An element with properties and children. */
export function make<K extends keyof HTMLElementTagNameMap>(name: K, set: Partial<Omit<HTMLElementTagNameMap[K], 'style'>> = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(name), set);
  element.append(...children);
  return element;
}

/** The first element of HTML that the server made. */
export function parse(html: string): HTMLElement {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild as HTMLElement;
}

/** What the server said to a request; status 0: it was not reached. */
export interface Answer { status: number; wait: number; why: string; body: Record<string, unknown> | null }

// So long an answer is waited for: a line that died without a word would hold up what is to be sent for minutes.
const patience = 20_000;

/** Posts as JSON, with the token that every change needs. */
export async function post(url: string, body: unknown = {}, keepalive = false): Promise<Answer> {
  const csrf = find<HTMLMetaElement>('meta[name=csrf]')?.content ?? '';
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body), keepalive, signal: stop.signal, headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf } }).catch(() => null);
  const said = await answer?.json().catch(() => null) as Record<string, unknown> | null;
  clearTimeout(timer);
  if (!answer || stop.signal.aborted) {
    return { status: 0, wait: 0, why: 'The server can’t be reached.', body: null };
  }
  const why = answer.ok ? '' : String(said?.detail ?? (answer.status === 401 ? 'You are not signed in any more: sign in again in another tab.' : `The server answered ${answer.status}.`));
  return { status: answer.status, wait: waitOf(answer), why, body: said };
}

/** Why an address is refused, empty if that was not said, and for how many seconds; null if it is not, or the server was not reached. */
export async function refusalOf(url: string): Promise<{ why: string; wait: number } | null> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  const answer = await fetch(url, { signal: stop.signal }).catch(() => null);
  // What is given has no end.
  const said = answer && !answer.ok ? await answer.json().catch(() => null) as Record<string, unknown> | null : null;
  clearTimeout(timer);
  stop.abort();
  return answer && !answer.ok ? { why: String(said?.detail ?? ''), wait: waitOf(answer) } : null;
}

const waitOf = (answer: Response) => Number(answer.headers.get('Retry-After') ?? 0) || 0;

/** Puts an element in place of another; whoever had the keyboard in it keeps it at the same control. */
export function replace(old: Element, next: HTMLElement) {
  const controls = (of: Element) => all('a, button, input, select, textarea', of);
  const at = old.contains(document.activeElement) ? controls(old).indexOf(document.activeElement as HTMLElement) : -1;
  old.replaceWith(next);
  if (at >= 0) {
    const now = controls(next);
    now[Math.min(at, now.length - 1)]?.focus({ preventScroll: true });
  }
}

// What the browser has no room for, or is told to keep nothing of.
const unkept = new Map<string, string | null>();

/** A few words that stay here, for this reader and this room; where the browser keeps nothing, until the page is left. */
export function remembered(room: Room, name: string) {
  const key = `kith:${room.id}:${room.me}:${name}`;
  return {
    key,
    get() {
      try {
        return unkept.has(key) ? unkept.get(key)! : localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    set(value: string | null) {
      try {
        value ? localStorage.setItem(key, value) : localStorage.removeItem(key);
        unkept.delete(key);
      } catch {
        unkept.set(key, value);
      }
    },
  };
}

const span = (minutes: number) => `${Math.max(0, Math.round(minutes))} min`;

/** How long something has gone on, of what was planned. */
export const elapsed = (since: number, planned: number, now: number) => planned ? `${Math.floor((now - since) / 60_000)} of ${span(planned)}` : span(Math.floor((now - since) / 60_000));
