// The lists below the picture say the same as it does: after a change the server is asked for them anew.
import { queryOf, type State } from './state';

const rest = 300;

/** Follows what is shown; the page came with the lists of what it shows first. */
export function listsOf(place: HTMLElement) {
  let [shown, asked]: [string | undefined, number] = [undefined, 0];
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    tell(state: State) {
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

  async function read(query: string, mine: number) {
    const html = await fetch(query).then(answer => answer.ok ? answer.text() : '').catch(() => '');
    const next = html && new DOMParser().parseFromString(html, 'text/html').getElementById(place.id);
    if (next && mine === asked) {
      shown = query;
      place.replaceChildren(...next.childNodes);
    }
  }
}
