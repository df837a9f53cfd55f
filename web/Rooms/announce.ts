import { find } from './dom';

/** What is said aloud. */
export type Aloud = 'all' | 'me' | 'none';

const pause = 1500, few = 3, longest = 140;

/** Something new, as a screen reader says it. */
export interface News { who: string; words: string; forMe: boolean; asked: boolean }

/** Of an entry of the log. */
export function newsOf(entry: HTMLElement, me: string): News | null {
  const words = find('.words', entry)?.textContent?.trim().replace(/\s+/g, ' ') ?? '';
  const asked = entry.classList.contains('asked');
  const who = (asked ? find('.called', entry) : find('.author', entry))?.textContent?.trim() ?? '';
  const forMe = (entry.dataset.to ?? '').split(' ').includes(me);
  return !words || entry.dataset.author === me && !asked ? null : { who, words: words.length > longest ? words.slice(0, longest - 1) + '…' : words, forMe, asked };
}

/**
 * Says what is new through a polite live region that holds nothing else: the log itself is never read again. What comes
 * fast is said together.
 */
export function announcer(aloud: () => Aloud) {
  const region = find('#news')!;
  let queue: News[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    timer = undefined;
    if (queue.length) {
      const asked = queue.filter(news => news.asked || news.forMe);
      const rest = queue.filter(news => !asked.includes(news));
      const lines = asked.map(spoken);
      lines.push(...rest.length > few ? [`${rest.length} new entries, from ${names(rest)}`] : rest.map(spoken));
      region.textContent = lines.join('. ');
      queue = [];
      timer = setTimeout(flush, pause);
    }
  };
  return {
    add(news: News | null) {
      if (news && (aloud() === 'all' || aloud() === 'me' && (news.forMe || news.asked))) {
        queue.push(news);
        timer ??= setTimeout(flush, pause / 3);
      }
    },
    /** At once: the answer to something that was just done. */
    say(text: string) {
      region.textContent = text;
    },
  };
}

const spoken = (news: News) => `${news.who}: ${news.words}`;

function names(all: News[]) {
  const who = [...new Set(all.map(news => news.who))];
  return who.length > 3 ? `${who.slice(0, 2).join(', ')} and ${who.length - 2} others` : who.length > 1 ? `${who.slice(0, -1).join(', ')} and ${who.at(-1)}` : who[0];
}
