import { all, find, parse, post, replace, type Room } from './dom';

const sign = 20_000, settle = 1500;

/** How far the reader has read, while the page is in sight; and who is here. */
export function reading(room: Room, isPaused: () => boolean, told: (number: number, muted: string | null) => void) {
  let [read, reported, asked] = [0, -1, 0];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const inSight = new IntersectionObserver(entries => {
    if (document.visibilityState !== 'visible' || isPaused()) {
      return;
    }
    for (const { isIntersecting, target } of entries) {
      read = isIntersecting ? Math.max(read, Number((target as HTMLElement).dataset.seq)) : read;
    }
    if (read > reported) {
      timer ??= setTimeout(() => void report(), settle);
    }
  }, { threshold: .6 });

  async function report(keepalive = false) {
    clearTimeout(timer);
    timer = undefined;
    const [seq, mine] = [read, ++asked];
    const answer = await post(`${room.api}/read`, { seq }, keepalive);
    // An answer that was overtaken by another says what was.
    if (answer.status === 200 && mine === asked) {
      reported = seq;
      told(Number(answer.body?.number), answer.body?.muted as string | null);
    }
  }

  async function here() {
    const list = find('#here');
    const html = list && await fetch(`${room.path}/here`).then(answer => answer.ok ? answer.text() : null).catch(() => null);
    if (list && html) {
      const next = parse(html);
      if (next.innerHTML !== list.innerHTML) {
        replace(list, next);
      }
    }
  }

  all('#log > .entry').forEach(entry => inSight.observe(entry));
  setInterval(() => {
    if (document.visibilityState === 'visible') {
      void report();
      void here();
    }
  }, sign);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' ? read > reported && void report(true) : void report());
  setTimeout(() => { void report(); void here(); }, settle);
  return { watch: (entry: HTMLElement) => inSight.observe(entry), report };
}
