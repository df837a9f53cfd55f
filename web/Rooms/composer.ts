import { find, make, remembered, type Room } from './dom';
import { mentions } from './mentions';
import { newKey, type Unsent } from './outbox';

/** Where one writes. Drafts are kept; Enter sends, on a phone the button does. */
export function composer(room: Room, send: (unsent: Unsent) => void, say: (words: string) => void) {
  const form = find<HTMLFormElement>('#composer');
  if (!form) {
    return null;
  }
  const text = find<HTMLTextAreaElement>('#text', form)!;
  const question = find<HTMLSelectElement>('#question', form)!;
  const to = find('#to', form)!;
  const reply = form.elements.namedItem('reply_to') as HTMLInputElement;
  const draft = remembered(room, 'draft');
  const touch = matchMedia('(pointer: coarse)').matches;

  find('[data-script]', form)!.hidden = touch;
  text.value = draft.get() ?? '';
  text.addEventListener('input', () => draft.set(text.value));
  mentions(room, text, say);

  text.addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && !touch) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === 'Escape' && reply.value) {
      answer(null);
    }
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    const words = text.value.trim();
    if (!words) {
      return;
    }
    send({ key: newKey(), text: words, question: question.value ? Number(question.value) : null, reply_to: reply.value ? Number(reply.value) : null });
    text.value = '';
    draft.set(null);
    delete question.dataset.chosen;
    answer(null);
  });

  // A keyboard on the screen lies over the page: what is written stays above it.
  const view = visualViewport;
  view?.addEventListener('resize', () => form.style.setProperty('--keyboard', `${Math.max(0, innerHeight - view.height - view.offsetTop)}px`));

  function answer(entry: HTMLElement | null) {
    reply.value = entry?.dataset.seq ?? '';
    to.hidden = !entry;
    if (entry) {
      const words = find('.words', entry)?.textContent?.trim().replace(/\s+/g, ' ') ?? '';
      to.replaceChildren(`to ${find('.author', entry)?.textContent ?? ''}: ${words.slice(0, 80)} `, make('button', { type: 'button', className: 'plain', textContent: 'Cancel', onclick: () => answer(null) }));
      if (entry.dataset.question && [...question.options].some(option => option.value === entry.dataset.question)) {
        question.value = entry.dataset.question;
      }
      text.focus();
    }
  }

  return {
    form, answer,
    focus: () => text.focus(),
    /** Puts words back that could not be sent. */
    edit(unsent: Unsent) {
      text.value = text.value ? `${unsent.text}\n${text.value}` : unsent.text;
      answer(unsent.reply_to ? document.getElementById(`m${unsent.reply_to}`) : null);
      reply.value = String(unsent.reply_to ?? '');
      question.value = String(unsent.question ?? '');
      draft.set(text.value);
      text.focus();
    },
    /** Says that the reader may not speak, or may again. */
    mute(why: string | null) {
      let note = find('#muted', form);
      if (why && !note) {
        note = make('p', { id: 'muted', className: 'problem small' });
        form.prepend(note);
      }
      if (note) {
        note.textContent = why ? `The moderators have muted you for this gathering: ${why}` : '';
        note.hidden = !why;
      }
      text.disabled = find<HTMLButtonElement>('#send', form)!.disabled = !!why;
    },
  };
}
