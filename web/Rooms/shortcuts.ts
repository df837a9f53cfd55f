import { find, make, type Room } from './dom';

/** What a key does. */
export interface Shortcut { key: string; words: string; go: () => void; always?: boolean; only?: boolean }

/**
 * Keys. Single letters work outside of text fields, and can be switched off (WCAG 2.1.4); F8 works everywhere, for it is
 * no letter.
 */
export function shortcuts(room: Room, keys: Shortcut[], areOn: () => boolean) {
  const mine = keys.filter(each => !each.only || room.moderates);
  const help = make('dialog', {}, make('h2', { textContent: 'Shortcuts', id: 'help-title' }),
    make('dl', { className: 'keys' }, ...[...mine, { key: 'Enter', words: 'send what you wrote' }, { key: 'Shift+Enter', words: 'begin a new line' }, { key: '@', words: 'name somebody' }, { key: 'Esc', words: 'close, or take back a reply' }]
      .flatMap(each => [make('dt', {}, make('kbd', { textContent: each.key })), make('dd', { textContent: each.words })])),
    make('p', { className: 'small soft', textContent: 'Single letters work outside of text fields. “View” switches them off.' }),
    make('form', { method: 'dialog' }, make('button', { textContent: 'Close' })));
  help.setAttribute('aria-labelledby', 'help-title');
  document.body.append(help);
  const open = () => help.showModal();
  find('#help')?.addEventListener('click', open);

  document.addEventListener('keydown', event => {
    const target = event.target as HTMLElement;
    const typing = target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select');
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    // A key that is held down is pressed once: or all questions would be asked.
    if (event.defaultPrevented || event.repeat || !plain || find('dialog[open]')) {
      return;
    }
    if (event.key === '?' && !typing && areOn()) {
      open();
    } else {
      const found = mine.find(each => each.key === event.key && (each.always || !typing && areOn()));
      if (!found) {
        return;
      }
      found.go();
    }
    event.preventDefault();
  });
}
