import type { Line } from './stream';

const words: Record<Exclude<Line, 'refused'>, string> = {
  current: 'This page is up to date again.',
  behind: 'This page is behind; it is catching up …',
  reconnecting: 'The connection broke off; trying again …',
  offline: 'You are offline. What you write waits here and goes out once.',
};

/** One line that says how the page stands to the room, and what the server refused. */
export function statusLine(element: HTMLElement) {
  let line: Line = 'current';
  let said = words.current;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = (text: string, milliseconds = 0) => {
    clearTimeout(timer);
    element.textContent = text;
    timer = milliseconds ? setTimeout(() => { element.textContent = line === 'current' ? '' : said; }, milliseconds) : undefined;
  };
  return {
    set(next: Line, why = '') {
      const text = next === 'refused' ? `${why} This page stays as it is, and tries again by itself.` : words[next];
      if (next !== line || text !== said) {
        [line, said] = [next, text];
        show(said, line === 'current' ? 4000 : 0);
      }
      element.dataset.line = line;
    },
    refuse: (why: string) => show(why, 8000),
  };
}
