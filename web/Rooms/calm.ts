import { all, find, make, remembered, type Room } from './dom';
import type { Aloud } from './announce';

/** How somebody likes to read; it is remembered for the room. */
export interface View { paused: boolean; current: boolean; mine: boolean; aloud: Aloud; keys: boolean }

const usual: View = { paused: false, current: false, mine: false, aloud: 'all', keys: true };

/** The calm view: paused, only the current question, only what is for me. */
export function calm(room: Room, changed: (view: View) => void) {
  const kept = remembered(room, 'view');
  const view: View = { ...usual, ...JSON.parse(kept.get() ?? '{}'), paused: false };
  const words = make('span');
  const note = make('p', { className: 'note calm', hidden: true }, words, make('button', { type: 'button', className: 'plain', textContent: 'Show all', onclick: () => set({ current: false, mine: false }) }));
  find('#log')!.before(note);
  const dialog = settings(view, () => set({}));
  document.body.append(dialog);

  function set(next: Partial<View>) {
    Object.assign(view, next);
    kept.set(JSON.stringify(view));
    filter();
    changed(view);
  }

  // What a reader does not want to see is hidden, not gone.
  function filter() {
    const current = find('#questions [data-state=asked]')?.dataset.question;
    let hidden = 0;
    for (const entry of all('#log > .entry')) {
      entry.hidden = !(entry.classList.contains('asked') || (!view.current || entry.dataset.question === current) && (!view.mine || concerns(entry, room.me)));
      hidden += entry.hidden ? 1 : 0;
    }
    const what = [view.current ? 'the current question' : '', view.mine ? 'what concerns you' : ''].filter(Boolean).join(' and ');
    note.hidden = !what;
    if (what) {
      words.textContent = `You see only ${what}; ${hidden} ${hidden === 1 ? 'entry is' : 'entries are'} hidden. `;
    }
  }

  return { view, set, filter, open: () => dialog.showModal() };
}

const concerns = (entry: HTMLElement, me: string) => entry.dataset.author === me || (entry.dataset.to ?? '').split(' ').includes(me);

function settings(view: View, changed: () => void): HTMLDialogElement {
  const tick = (name: 'current' | 'mine' | 'keys', words: string) => make('p', {}, make('label', {}, make('input', {
    type: 'checkbox', checked: view[name], name, onchange: event => { view[name] = (event.target as HTMLInputElement).checked; changed(); },
  }), ` ${words}`));
  const aloud = make('select', { id: 'aloud', onchange: event => { view.aloud = (event.target as HTMLSelectElement).value as Aloud; changed(); } },
    ...([['all', 'everything new'], ['me', 'questions and what is for me'], ['none', 'nothing']] as const).map(([value, words]) => make('option', { value, textContent: words, selected: value === view.aloud })));
  const dialog = make('dialog', { className: 'view' },
    make('h2', { textContent: 'How you read', id: 'view-title' }),
    tick('current', 'Only the current question'), tick('mine', 'Only what is to me, and mine'),
    make('div', { className: 'field' }, make('label', { htmlFor: 'aloud', textContent: 'A screen reader says' }), aloud),
    tick('keys', 'Single keys are shortcuts (outside of text fields)'),
    make('form', { method: 'dialog' }, make('button', { textContent: 'Done' })));
  dialog.setAttribute('aria-labelledby', 'view-title');
  dialog.addEventListener('beforetoggle', () => all<HTMLInputElement>('input', dialog).forEach(box => { box.checked = view[box.name as 'current']; }));
  return dialog;
}
