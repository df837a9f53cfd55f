// Saves a recap while it is written, shows how it will look, and completes names after "@". Without it, the form does the same by its buttons.
export {};

const desk = document.querySelector<HTMLFormElement>('#desk')!;
const text = desk.querySelector<HTMLTextAreaElement>('textarea')!;
const version = desk.querySelector<HTMLInputElement>('[name=version]')!;
const state = desk.querySelector<HTMLElement>('#state')!;
const preview = document.querySelector<HTMLElement>('#preview')!;
const people = desk.querySelector<HTMLUListElement>('#people')!;
const pause = 1500; // milliseconds without a key before it is saved
const again = 8000; // milliseconds before it is tried again
const shown = 8; // names at once

let saved = text.value;
let timer = 0;
let saving: Promise<void> | null = null;
let conflict = false;

async function save(keepalive = false) {
  if (!saving && !conflict && text.value !== saved) {
    saving = send(keepalive);
    await saving;
    saving = null;
  }
}

async function send(keepalive: boolean) {
  window.clearTimeout(timer);
  const writing = text.value;
  try {
    const answer = await fetch(desk.dataset['draft']!, {
      method: 'POST',
      keepalive,
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': document.querySelector<HTMLMetaElement>('meta[name=csrf]')?.content ?? '' },
      body: JSON.stringify({ text: writing, version: Number(version.value) }),
    });
    if (answer.ok) {
      const now = await answer.json() as { version: number, html: string };
      version.value = String(now.version);
      saved = writing;
      preview.innerHTML = now.html; // made by the server from Markdown, as on the page of the recap
      state.textContent = 'Saved.';
    } else {
      const problem = await answer.json() as { detail?: string };
      conflict = answer.status === 409;
      state.textContent = conflict ? `${problem.detail ?? ''} Your text is not lost: “Save and look” shows both.` : `Not saved: ${problem.detail ?? answer.status}`;
    }
  } catch {
    state.textContent = 'Not saved: the server can’t be reached. It is tried again.';
    later(again);
  }
  if (text.value !== writing) {
    later();
  }
}

function later(time = pause) {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => void save(), time);
}

// Whoever goes away takes nothing unsaved along; whoever publishes does not do so beside a draft that is just being saved.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') {
    void (saving ?? Promise.resolve()).then(() => save(true));
  }
});
desk.addEventListener('submit', event => {
  window.clearTimeout(timer);
  if (saving) {
    event.preventDefault();
    void saving.then(() => desk.requestSubmit(event.submitter));
  }
});

// The name being typed: from an "@" at the beginning of a word up to the cursor.
function typed(): { start: number, name: string } | null {
  const before = text.value.slice(0, text.selectionStart);
  const found = /(?:^|[\s(>])@([^\n@]{0,40})$/u.exec(before);
  return found ? { start: before.length - found[1]!.length, name: found[1]!.toLowerCase() } : null;
}

const options = () => [...people.querySelectorAll<HTMLElement>('[role=option]:not([hidden])')];

function offer() {
  const wanted = typed();
  let left = wanted ? shown : 0;
  for (const option of people.querySelectorAll<HTMLElement>('[role=option]')) {
    const name = option.textContent!.toLowerCase();
    option.hidden = left === 0 || !wanted || !(name.startsWith(wanted.name) || name.includes(` ${wanted.name}`)) || name === wanted.name;
    left -= option.hidden ? 0 : 1;
  }
  people.hidden = options().length === 0;
  choose(options()[0] ?? null);
}

function choose(option: HTMLElement | null) {
  for (const each of people.querySelectorAll('[role=option]')) {
    each.setAttribute('aria-selected', String(each === option));
    each.id = each === option ? 'chosen' : '';
  }
  if (option && !people.hidden) {
    text.setAttribute('aria-activedescendant', 'chosen');
    option.scrollIntoView({ block: 'nearest' });
  } else {
    text.removeAttribute('aria-activedescendant');
  }
}

function insert(option: HTMLElement) {
  const wanted = typed();
  if (wanted) {
    text.setRangeText(`${option.textContent} `, wanted.start, text.selectionStart, 'end');
  }
  people.hidden = true;
  choose(null);
  text.focus();
  later();
}

text.setAttribute('aria-controls', 'people');
text.setAttribute('aria-autocomplete', 'list');
text.addEventListener('input', () => {
  offer();
  later();
});
text.addEventListener('keydown', event => {
  const all = options();
  const at = all.findIndex(each => each.getAttribute('aria-selected') === 'true');
  if (people.hidden || all.length === 0) {
    return;
  }
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    choose(all[(at + (event.key === 'ArrowDown' ? 1 : all.length - 1)) % all.length]!);
  } else if ((event.key === 'Enter' || event.key === 'Tab') && at >= 0) {
    insert(all[at]!);
  } else if (event.key === 'Escape') {
    people.hidden = true;
    choose(null);
  } else {
    return;
  }
  event.preventDefault();
});
text.addEventListener('blur', () => window.setTimeout(() => { people.hidden = true; }, 200));
people.addEventListener('mousedown', event => {
  event.preventDefault();
  const option = (event.target as HTMLElement).closest<HTMLElement>('[role=option]');
  if (option) {
    insert(option);
  }
});
