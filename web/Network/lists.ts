// The lists below the picture say the same as it does: after a change the server is asked for them anew.
import { queryOf, type State } from './state';

const rest = 300;

/** Follows what is shown; the page came with the lists of what it shows first. */
export function listsOf(place: HTMLElement) {
  let [shown, asked]: [string | undefined, number] = [undefined, 0];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let now: State;
  return {
    tell(state: State) {
      now = state;
      keep();
      // Neither colours nor lines change who is listed.
      const query = queryOf({ ...state, colour: 'group', backbone: undefined });
      const mine = ++asked;
      clearTimeout(timer);
      shown ??= query;
      if (query !== shown) {
        timer = setTimeout(() => void read(query, mine), rest);
      }
    },
  };

  // From page to page the picture stays drawn as it is; of everybody it has as many lines as can be told apart, and the same colours.
  function keep() {
    for (const link of place.querySelectorAll<HTMLAnchorElement>('a[href^="/map"]')) {
      const to = new URL(link.href);
      for (const [name, value] of [['colour', now.colour === 'group' ? undefined : now.colour], ['backbone', link.rel ? now.backbone : undefined]] as const) {
        to.searchParams.delete(name);
        if (value !== undefined) {
          to.searchParams.set(name, String(value));
        }
      }
      link.href = to.pathname + to.search + to.hash;
    }
  }

  async function read(query: string, mine: number) {
    const html = await fetch(query).then(answer => answer.ok ? answer.text() : '').catch(() => '');
    const next = html && new DOMParser().parseFromString(html, 'text/html').getElementById(place.id);
    if (next && mine === asked) {
      shown = query;
      place.replaceChildren(...next.childNodes);
      keep();
    }
  }
}
