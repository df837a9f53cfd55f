import { all, find, make, post, type Room } from './dom';

const signs = [['thanks', '🙏', 'Thanks'], ['+1', '👍', 'Agreed'], ['heart', '❤️', 'Love it'], ['bulb', '💡', 'Good idea'], ['tada', '🎉', 'Hooray']] as const;

/** What forms and buttons do without loading the page again. What the server refuses is said. */
export function actions(room: Room, reply: (entry: HTMLElement) => void, complain: (why: string) => void, done: (button: HTMLButtonElement) => void) {
  const act = async (path: string, body: unknown) => {
    const answer = await post(`/api${path.split('?')[0]}`, body);
    if (answer.why) {
      complain(answer.why);
    }
    return answer.why;
  };
  const values = (form: HTMLFormElement) => Object.fromEntries([...new FormData(form)].filter(([name, value]) => value !== '' && !name.startsWith('__')));

  const underWay = new Set<HTMLFormElement>();
  find<HTMLFormElement>('#act')?.addEventListener('submit', event => {
    event.preventDefault();
    const button = event.submitter as HTMLButtonElement;
    void act(button.getAttribute('formaction')!, button.name ? { [button.name]: button.value } : {}).then(why => why || done(button));
  });
  document.addEventListener('submit', async event => {
    const form = event.target as HTMLFormElement;
    if (!('live' in form.dataset)) {
      return;
    }
    event.preventDefault();
    if (underWay.has(form)) {
      return;
    }
    underWay.add(form);
    const sent = values(form);
    // Whoever has gone on writing meanwhile goes on.
    if (!await act(new URL(form.action).pathname, sent) && JSON.stringify(values(form)) === JSON.stringify(sent)) {
      form.reset();
    }
    underWay.delete(form);
  });
  document.addEventListener('click', event => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('.more, .decide');
    if (link && room.speaks && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      if (link.classList.contains('more')) {
        tools(link.closest<HTMLElement>('.entry')!, link);
      } else {
        decide(link.closest('li')!);
      }
    }
  });

  // What can be done with an entry, under it.
  function tools(entry: HTMLElement, link: HTMLAnchorElement) {
    const open = find('.tools');
    const same = open?.previousElementSibling === entry;
    open?.remove();
    if (same) {
      return;
    }
    const path = `${room.path}/messages/${entry.dataset.seq}`;
    const close = () => { bar.remove(); (find('.more', document.getElementById(entry.id)!) ?? link).focus(); };
    const button = (words: string, label: string, go: () => void) => {
      const made = make('button', { type: 'button', className: 'sign', textContent: words, title: label, onclick: go });
      made.setAttribute('aria-label', label);
      return made;
    };
    const bar = make('div', { className: 'tools', onkeydown: event => { if (event.key === 'Escape') { close(); } } },
      button('Reply', 'Reply', () => { bar.remove(); reply(document.getElementById(entry.id)!); }),
      ...signs.map(([sign, character, name]) => button(character, name, () => { close(); void act(`${path}/react`, { sign }); })));
    bar.setAttribute('role', 'group');
    bar.setAttribute('aria-label', 'What to do with this entry');
    const [own, who] = [entry.dataset.author === room.me, find('.author', entry)?.textContent ?? ''];
    if (own) {
      bar.append(button('Edit', 'Edit', () => void edit(entry, path)));
    }
    if (own || room.moderates) {
      bar.append(button('Remove', 'Remove', () => reason(`Remove what ${own ? 'you' : who} said`, 'Everybody sees the reason. The words are gone for good.', own ? '' : 'Reason', 'Remove', why => act(`${path}/remove`, why ? { reason: why } : {}), close)));
    }
    if (room.moderates && !own && !find('.tag', entry)?.textContent?.includes('moderator')) {
      bar.append(button('Mute', `Mute ${who}`, () => reason(`Mute ${who}`, 'For this gathering. They see the reason and go on reading.', 'Reason', 'Mute', why => act(`${room.path}/mute`, { who: Number(entry.dataset.author), reason: why }), close)));
    }
    bar.append(make('a', { className: 'sign', href: `${path}`, textContent: 'More', title: 'This entry on a page of its own' }));
    entry.after(bar);
    // Under the latest entry the composer would cover it.
    bar.scrollIntoView({ block: 'nearest' });
    find('button', bar)!.focus({ preventScroll: true });
  }

  async function edit(entry: HTMLElement, path: string) {
    const message = await fetch(`/api/conversations/${room.id}/${entry.dataset.seq}`).then(answer => answer.json()).catch(() => null) as { text: string } | null;
    if (message) {
      const text = make('textarea', { name: 'text', rows: 3, value: message.text, maxLength: 10_000, required: true });
      ask('Edit', 'What stood there before is kept, and can be seen.', [label('Words', text)], [['Save', () => act(`${path}/edit`, { text: text.value })]], () => find('.tools')?.remove());
    }
  }

  function reason(title: string, note: string, name: string, verb: string, go: (why: string) => Promise<string>, done: () => void) {
    const field = make('input', { type: 'text', name: 'reason', maxLength: 300, required: name !== '' });
    ask(title, note, [label(name || 'Reason (if you like)', field)], [[verb, () => go(field.value.trim())]], done);
  }

  function decide(item: HTMLElement) {
    const path = `${room.path}/audience/${item.dataset.audience}`;
    const others = all('#audience > [data-state=waiting]').filter(each => each !== item);
    const into = make('select', {}, ...others.map(each => make('option', { value: each.dataset.audience!, textContent: find('.words', each)?.textContent?.trim().slice(0, 80) ?? '' })));
    const word = make('input', { type: 'text', maxLength: 300 });
    ask(find('.words', item)?.textContent?.trim() ?? '', 'Everybody sees what becomes of it.', [
      ...others.length ? [label('Let it go with', into)] : [], label('A word why, if it is set aside', word),
    ], [
      ['Ask it next', () => act(`${path}/ask`, { when: 'next' })], ['Ask it now', () => act(`${path}/ask`, { when: 'now' })],
      ...others.length ? [['Merge', () => act(`${path}/merge`, { into: Number(into.value) })] as const] : [],
      ['Set aside', () => act(`${path}/aside`, { word: word.value })],
    ], () => find<HTMLElement>('.decide', document.getElementById(item.id) ?? item)?.focus());
  }
}

const label = (words: string, field: HTMLElement) => make('label', { className: 'field' }, words, field);

/** A dialog with fields and a few things to do; it closes when one of them was done, and says why when it could not be. */
function ask(title: string, note: string, fields: HTMLElement[], verbs: (readonly [words: string, go: () => Promise<string>])[], done: () => void) {
  const refused = make('p', { className: 'problem small', hidden: true });
  refused.setAttribute('role', 'alert');
  const go = async (i: number) => {
    const why = await verbs[i]![1]();
    refused.textContent = why;
    refused.hidden = !why;
    if (!why) {
      dialog.close();
    }
  };
  // Where there is a choice, Enter must not make it.
  const choice = verbs.length > 1;
  const form = make('form', { className: 'stack' }, make('h2', { textContent: title, id: 'ask-title' }), make('p', { className: 'small soft', textContent: note }), ...fields, refused, make('p', { className: 'verbs' },
    ...verbs.map(([words], i) => make('button', { type: choice ? 'button' : 'submit', textContent: words, className: i ? 'quiet' : '', onclick: () => { if (choice) { void go(i); } } })),
    make('button', { type: 'button', className: 'plain', textContent: 'Cancel', onclick: () => dialog.close() })));
  const dialog: HTMLDialogElement = make('dialog', { onclose: () => { dialog.remove(); done(); } }, form);
  dialog.setAttribute('aria-labelledby', 'ask-title');
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (!choice) {
      void go(0);
    }
  });
  document.body.append(dialog);
  dialog.showModal();
}
