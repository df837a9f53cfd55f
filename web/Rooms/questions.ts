import { all, elapsed, find, make, parse, replace, type Room } from './dom';

/** The questions: the list, the one that is asked now at hand, and what moderators do next. */
export function questions(room: Room) {
  const list = find('#questions')!;
  const now = find('#now')!;

  const byNumber = (state: string) => all(':scope > li', list).filter(each => each.dataset.state === state).sort((one, other) => Number(one.dataset.number) - Number(other.dataset.number));
  const current = () => byNumber('asked').sort((one, other) => Number(one.dataset.at) - Number(other.dataset.at)).at(-1);

  function put(html: string) {
    const item = parse(html);
    const old = find(`[data-question="${item.dataset.question}"]`, list);
    if (old) {
      replace(old, item);
    } else {
      list.append(item);
    }
    sort();
    show();
    choose();
  }

  // Moving an element takes the keyboard away from it: nothing moves where the order is right.
  function sort() {
    const items = all(':scope > li', list);
    const sorted = items.toSorted((one, other) => Number(one.dataset.number) - Number(other.dataset.number));
    if (sorted.some((each, i) => each !== items[i])) {
      list.append(...sorted);
    }
  }

  function show() {
    const asked = current();
    now.hidden = !asked;
    if (asked) {
      const prompt = find('.prompt', asked)!.cloneNode(true) as HTMLElement;
      const old = find('.prompt', now);
      if (old) {
        replace(old, prompt);
      } else {
        now.replaceChildren(make('p', { className: 'called' }, make('a'), ' ', make('span', { className: 'small soft', id: 'clock' })), prompt);
      }
      const link = find<HTMLAnchorElement>('.called a', now)!;
      [link.href, link.textContent] = [`#${asked.id}`, asked.dataset.called!];
    }
    lead('#ask-next', byNumber('planned')[0], 'ask');
    lead('#ask-here', byNumber('planned')[0], 'ask');
    lead('#close-current', asked, 'close');
    tick();
  }

  function lead(selector: string, question: HTMLElement | undefined, what: string) {
    const button = find<HTMLButtonElement>(selector);
    if (button) {
      button.hidden = !question;
      button.setAttribute('formaction', question ? `${room.path}/questions/${question.dataset.question}/${what}` : '');
      find('.called', button)!.textContent = question?.dataset.called ?? '';
    }
  }

  // What is written belongs to the question that is asked, unless the writer has begun to answer another one.
  function choose() {
    const select = find<HTMLSelectElement>('#question');
    const text = find<HTMLTextAreaElement>('#text');
    if (!select || !text) {
      return;
    }
    const before = select.value;
    const asked = all(':scope > li', list).filter(each => each.dataset.state === 'asked' || each.dataset.state === 'closed');
    select.replaceChildren(select.options[0]!, ...asked.map(each => make('option', { value: each.dataset.question!, textContent: `${each.dataset.called}: ${each.dataset.short}` })));
    const keep = text.value.trim() !== '' || 'chosen' in select.dataset;
    select.value = keep && [...select.options].some(option => option.value === before) ? before : current()?.dataset.question ?? '';
  }

  function tick() {
    const time = Date.now();
    const left = find('#time-left');
    const ends = Number(find('#state')?.dataset.ends);
    if (left && ends) {
      left.textContent = time < ends ? `${Math.ceil((ends - time) / 60_000)} min left` : 'over time';
    }
    const asked = current();
    const clock = find('#clock');
    if (asked && clock) {
      clock.textContent = `${elapsed(Number(asked.dataset.at), Number(asked.dataset.minutes ?? 0), time)}`;
    }
  }

  find('#question')?.addEventListener('change', event => { (event.target as HTMLElement).dataset.chosen = 'yes'; });
  setInterval(tick, 10_000);
  tick();
  return { put };
}

/** The questions of the audience: those that wait first, most backed first. */
export function audience() {
  const list = find('#audience')!;
  const rank = (item: HTMLElement) => item.dataset.state === 'waiting' ? [0, -Number(item.dataset.backers), Number(item.dataset.audience)] : [1, 0, Number(item.dataset.audience)];
  return {
    put(html: string) {
      const item = parse(html);
      const old = find(`[data-audience="${item.dataset.audience}"]`, list);
      const [a, b, c] = rank(item) as [number, number, number];
      const after = all(':scope > li', list).filter(each => each !== old).find(each => {
        const [d, e, f] = rank(each) as [number, number, number];
        return a - d || b - e || c - f ? (a - d || b - e || c - f) < 0 : false;
      }) ?? null;
      if (old && (old.nextElementSibling === after)) {
        replace(old, item);
      } else {
        old?.remove();
        list.insertBefore(item, after);
      }
    },
  };
}
