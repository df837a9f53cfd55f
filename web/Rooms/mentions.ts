import { all, find, make, type Room } from './dom';

const most = 7;

/** Completes names after an @: a list under the text, chosen from by arrow keys, Enter or Tab. */
export function mentions(room: Room, text: HTMLTextAreaElement, say: (words: string) => void) {
  const list = find('#names')!;
  let names: Promise<string[]> | undefined;
  let begun = -1;

  text.setAttribute('aria-autocomplete', 'list');
  text.setAttribute('aria-controls', list.id);

  const token = () => /(?:^|[\s(])@([^@\n]{0,40})$/.exec(text.value.slice(0, text.selectionStart));
  const close = () => { list.hidden = true; list.replaceChildren(); text.removeAttribute('aria-activedescendant'); };
  const selected = () => all('li', list).findIndex(item => item.getAttribute('aria-selected') === 'true');

  function select(at: number) {
    const items = all('li', list);
    items.forEach((item, i) => item.setAttribute('aria-selected', String(i === at)));
    text.setAttribute('aria-activedescendant', items[at]?.id ?? '');
    items[at]?.scrollIntoView({ block: 'nearest' });
  }

  function choose(name: string) {
    const end = text.selectionStart;
    text.setRangeText(`@${name} `, begun, end, 'end');
    close();
    text.dispatchEvent(new Event('input', { bubbles: true }));
    text.focus();
  }

  async function complete() {
    if (!token()) {
      return close();
    }
    names ??= fetch(`${room.api}/people`).then(answer => answer.json()).then((all: { name: string }[]) => all.map(each => each.name));
    const known = await names.catch(() => { names = undefined; return []; });
    const found = token(); // more may have been typed meanwhile
    if (!found) {
      return close();
    }
    const wanted = found[1]!.toLowerCase();
    const fitting = known.filter(name => name.toLowerCase() !== wanted.trimEnd() && name.toLowerCase().split(/\s+/).some((_, i, words) => words.slice(i).join(' ').startsWith(wanted))).slice(0, most);
    if (!fitting.length) {
      return close();
    }
    begun = text.selectionStart - found[1]!.length - 1;
    list.replaceChildren(...fitting.map((name, i) => {
      const item = make('li', { id: `name-${i}`, textContent: name, onmousedown: event => { event.preventDefault(); choose(name); } });
      item.setAttribute('role', 'option');
      return item;
    }));
    list.hidden = false;
    select(0);
    say(`${fitting.length} ${fitting.length === 1 ? 'name' : 'names'}, ${fitting[0]} first`);
  }

  text.addEventListener('input', () => void complete());
  text.addEventListener('blur', close);
  text.addEventListener('keydown', event => {
    if (list.hidden) {
      return;
    }
    const items = all('li', list);
    const at = selected();
    const to = { ArrowDown: (at + 1) % items.length, ArrowUp: (at + items.length - 1) % items.length }[event.key];
    if (to !== undefined) {
      select(to);
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      choose(items[at]!.textContent!);
    } else if (event.key === 'Escape') {
      close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  });
}
