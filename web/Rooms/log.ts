import { all, find, make, parse, replace } from './dom';

const pause = 5 * 60_000, near = 80;

/** The log on the page: entries by number, each once, as they are now. */
export function log(container: HTMLElement, prefix: string) {
  /** Puts an entry where it belongs; returns it, and whether it was not there before. */
  function put(html: string, seq: number): [entry: HTMLElement, isNew: boolean] {
    const entry = parse(html);
    const old = document.getElementById(`${prefix}${seq}`);
    if (old) {
      entry.hidden = old.hidden;
      replace(old, entry);
    } else {
      const after = all('.entry', container).findLast(each => Number(each.dataset.seq) < seq);
      after ? after.after(entry) : container.append(entry);
      find('.empty', container)?.remove();
    }
    join(entry);
    const next = following(entry);
    if (next) {
      join(next);
    }
    return [entry, !old];
  }
  all('.entry', container).forEach(join);
  return { put };
}

const before = (entry: Element) => sibling(entry, 'previousElementSibling');
const following = (entry: Element) => sibling(entry, 'nextElementSibling');

function sibling(entry: Element, way: 'previousElementSibling' | 'nextElementSibling') {
  let other = entry[way];
  while (other && !other.classList.contains('entry')) {
    if (other.classList.contains('left')) {
      return null;
    }
    other = other[way];
  }
  return other as HTMLElement | null;
}

// Who goes on right where they left off need not be named again.
function join(entry: HTMLElement) {
  const last = before(entry);
  const plain = (each: HTMLElement) => each.className.split(' ').filter(name => name !== 'follows').join(' ') === 'entry message';
  entry.classList.toggle('follows', !!last && plain(last) && plain(entry) && last.dataset.author === entry.dataset.author && last.dataset.question === entry.dataset.question
    && Number(entry.dataset.at) - Number(last.dataset.at) < pause && !find('.answers', entry));
}

/** Marks what is the reader's own: their reactions and backings are pressed buttons. */
export function personal(within: ParentNode, me: string) {
  for (const button of all<HTMLButtonElement>('button[data-by]', within)) {
    button.setAttribute('aria-pressed', String(!!me && button.dataset.by!.split(' ').includes(me)));
  }
}

/** Stays at the end if the reader is there; else counts what came, and leads there. */
export function ending(container: HTMLElement, composer: HTMLElement | null) {
  const jump = make('button', { type: 'button', className: 'jump', hidden: true, onclick: () => toEnd() });
  (composer ?? container).before(make('div', { className: 'jumps' }, jump));
  let count = 0;

  const edge = () => composer?.getBoundingClientRect().top ?? innerHeight;
  const isAtEnd = () => container.getBoundingClientRect().bottom <= edge() + near;
  const toEnd = (smooth = false) => {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    scrollBy({ top: container.getBoundingClientRect().bottom - edge() + 16, behavior: smooth && !still ? 'smooth' : 'instant' });
    show(0);
  };
  const show = (next: number) => {
    count = next;
    jump.hidden = count === 0;
    jump.textContent = `${count} new ↓`;
  };
  addEventListener('scroll', () => count > 0 && isAtEnd() && show(0), { passive: true });
  return {
    isAtEnd, toEnd,
    /** After something was added: `was` says whether the reader was at the end before. */
    grown(was: boolean, isNew: boolean) {
      if (was) {
        toEnd();
      } else if (isNew) {
        show(count + 1);
      }
    },
  };
}
