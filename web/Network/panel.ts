// The controls beside the map, and what they say.
import type { Atlas } from './atlas';
import { momentName } from './course';
import { colourCount, css } from './ink';
import { personCalled } from './network';
import { queryOf, type State } from './state';
import { count, says } from './words';

const find = <T extends HTMLElement>(id: string) => document.querySelector<T>(`#${id}`)!;
const suggestions = 12;
const everybody: Partial<State> = { person: undefined, from: undefined, to: undefined, topic: '', backbone: undefined, steps: 1, page: 1 };

/** Wires the form to the map: `change` asks for a new state and says whether to look at what it shows. */
export function panelOf(atlas: Atlas, change: (next: Partial<State>, fit: boolean) => void) {
  const form = find<HTMLFormElement>('atlas');
  const [who, from, to, topic] = ['who', 'from', 'to', 'topic'].map(id => find<HTMLInputElement>(id)) as [HTMLInputElement, HTMLInputElement, HTMLInputElement, HTMLInputElement];
  const [steps, colour] = [find<HTMLSelectElement>('steps'), find<HTMLSelectElement>('colour')];
  const backbone = find<HTMLInputElement>('backbone');
  const drawn = document.createElement('output');
  drawn.htmlFor.add('backbone');
  backbone.after(drawn);
  backbone.disabled = false;
  form.classList.add('scripted');

  // Undefined for nothing typed; null for nobody of that name.
  function person(input: HTMLInputElement): number | undefined | null {
    const place = personCalled(atlas.network, input.value);
    input.setCustomValidity(input.value.trim() && place === undefined ? 'Nobody on the map is called that.' : '');
    return !input.value.trim() ? undefined : place === undefined ? null : atlas.network.data.people.ids[place]!;
  }

  function submit() {
    const [center, start, end] = [person(who), person(from), person(to)];
    if (start !== undefined && end === undefined && start !== null) {
      to.setCustomValidity('To whom?');
    } else if (end !== undefined && start === undefined && end !== null) {
      from.setCustomValidity('From whom?');
    }
    if (form.reportValidity() && center !== null && start !== null && end !== null) {
      change({ person: center, from: start, to: end, topic: topic.value.trim(), steps: steps.value === '2' ? 2 : 1 }, true);
      lookUp();
    }
  }

  // Where the controls stand below the picture, what they did would be out of sight.
  function lookUp() {
    if (!matchMedia('(min-width: 60rem)').matches) {
      find('map-lead').scrollIntoView();
    }
  }

  form.addEventListener('submit', event => {
    event.preventDefault();
    submit();
  });
  for (const input of [who, from, to]) {
    input.addEventListener('input', () => {
      [who, from, to].forEach(each => each.setCustomValidity(''));
      suggest(find<HTMLDataListElement>('map-names'), matching(input.value));
    });
  }
  topic.addEventListener('focus', () => void offerTopics(), { once: true });
  steps.addEventListener('change', () => atlas.state.person !== undefined && change({ steps: steps.value === '2' ? 2 : 1 }, true));
  colour.addEventListener('change', () => change({ colour: colour.value as State['colour'] }, false));
  backbone.addEventListener('input', () => change({ backbone: Number(backbone.value) }, false));
  find('map-all').addEventListener('click', event => {
    event.preventDefault();
    change(everybody, true);
    lookUp();
  });

  function matching(typed: string): string[] {
    const text = typed.trim().toLowerCase();
    return text ? atlas.network.data.people.names.filter(name => name.toLowerCase().includes(text)).slice(0, suggestions) : [];
  }

  async function offerTopics() {
    const answer = await fetch('/api/topics');
    if (answer.ok) {
      suggest(find<HTMLDataListElement>('map-topics'), (await answer.json() as { topic: string }[]).map(each => each.topic));
    }
  }

  /** Says on the controls what is shown. */
  function tell() {
    const { state, look, network } = atlas;
    const nameOf = (id: number | undefined) => id === undefined ? '' : network.data.people.names[network.placeOf.get(id) ?? -1] ?? String(id);
    for (const [input, text] of [[who, nameOf(state.person)], [from, nameOf(state.from)], [to, nameOf(state.to)], [topic, state.topic]] as const) {
      if (document.activeElement !== input || text) {
        input.value = text;
      }
    }
    [steps.value, colour.value] = [String(state.steps), state.colour];
    find<HTMLAnchorElement>('map-all').href = queryOf({ ...state, ...everybody });
    const beyond = look.among - look.frame;
    backbone.value = String(state.backbone ?? (beyond > 0 ? Math.round(100 * (look.ties.length - look.frame) / beyond) : 100));
    drawn.textContent = `${look.ties.length.toLocaleString('en')} of ${count(look.among, 'tie')}`;
    backbone.setAttribute('aria-valuetext', drawn.textContent);
    legend();
  }

  let written = '';
  let pressed: number | undefined;

  function legend() {
    find('map-says').textContent = says(atlas);
    const keys = keysOf(atlas);
    pressed = atlas.lit;
    // What is being looked at, or has the focus, stays unless it changed.
    if (written !== (written = JSON.stringify(keys))) {
      const more = keys.slice(listed);
      const list = find('map-colours');
      list.replaceChildren(...keys.slice(0, more.length > 1 ? listed : undefined).map(item));
      if (more.length > 1) {
        const [place, all, summary, rest] = [document.createElement('li'), document.createElement('details'), document.createElement('summary'), document.createElement('ul')];
        [place.className, summary.textContent, rest.className] = ['others', restSaid(more), 'kinds'];
        rest.append(...more.map(item));
        all.append(summary, rest);
        place.append(all);
        list.append(place);
      }
    }
    press();
  }

  // Pointing at a kind, or going to it, lets it stand out; pressing it keeps it so.
  function item({ name, colour, people, kind }: Key): HTMLElement {
    const [place, key, dot, number] = [document.createElement('li'), document.createElement(kind === undefined ? 'span' : 'button'), document.createElement('span'), document.createElement('span')];
    [key.className, dot.className, dot.ariaHidden, number.className, number.textContent] = ['key', 'dot', 'true', 'soft', people.toLocaleString('en')];
    dot.style.setProperty('--dot', colour);
    key.append(dot, `${name} `, number);
    if (key instanceof HTMLButtonElement) {
      key.type = 'button';
      key.dataset.kind = String(kind);
      key.addEventListener('click', () => {
        pressed = pressed === kind ? undefined : kind;
        press();
        atlas.light(pressed);
      });
      for (const [come, go] of [['pointerenter', 'pointerleave'], ['focus', 'blur']] as const) {
        key.addEventListener(come, () => atlas.light(kind));
        key.addEventListener(go, () => atlas.light(pressed));
      }
      key.addEventListener('keydown', event => {
        if (event.key === 'Escape') {
          pressed = undefined;
          press();
          atlas.light(undefined);
        }
      });
    }
    place.append(key);
    return place;
  }

  function press() {
    for (const key of find('map-colours').querySelectorAll<HTMLElement>('[data-kind]')) {
      key.setAttribute('aria-pressed', String(Number(key.dataset.kind) === pressed));
    }
  }

  return { tell };
}

/** A line of the legend; `kind` is missing where it is of several. */
export interface Key { name: string; colour: string; people: number; kind?: number }

/** As many groups as a legend names before whoever reads it asks for more. */
export const listed = 12;

/** What the colours say of those who are shown, the largest first: each group, of other kinds those that have a colour. */
export function keysOf({ kinds: { names, tints }, seen, colours, state }: Atlas): Key[] {
  const own = seen.filter(({ kind }) => kind >= 0 && tints[kind]! < colourCount);
  const others = seen.filter(({ kind }) => kind < 0 || tints[kind]! >= colourCount);
  const keys: Key[] = own.map(({ kind, people }) => ({ name: names[kind]!, colour: css(colours.kinds[tints[kind]!]!), people, kind }));
  return others.length === 0 ? keys : [...keys, { name: restOf(state.colour, others.every(({ kind }) => kind < 0)), colour: css(colours.rest), people: others.reduce((sum, { people }) => sum + people, 0) }];
}

// Whoever was only written to speaks in no community.
const restOf = (colour: string, isOfNone: boolean) => colour === 'topic' ? 'none of these' : isOfNone ? 'spoke in none' : 'others';

/** What is said of groups that are not named. */
export const restSaid = (keys: Key[]) => `${count(keys.length, 'smaller group')} in the same colours, ${count(keys.reduce((sum, key) => sum + key.people, 0), 'person', 'people')}`;

function suggest(list: HTMLDataListElement, values: string[]) {
  list.replaceChildren(...values.map(value => new Option(value, value)));
}

const usual = 650, calm = 1500;

/** The slider through time. */
export function timeOf(atlas: Atlas, change: (next: Partial<State>, fit: boolean) => Promise<void>) {
  const { step, ends } = atlas.network.data.time;
  const [bar, play, moment, name] = [find('map-time'), find<HTMLButtonElement>('play'), find<HTMLInputElement>('moment'), find('moment-name')];
  // Each start is a turn of its own: what an earlier one still waits for does nothing any more.
  let [turn, playing] = [0, false];
  bar.hidden = ends.length < 2;
  moment.max = String(ends.length - 1);
  moment.addEventListener('input', () => {
    stop();
    void change({ at: atlas.keyOf(Number(moment.value)) }, false);
  });
  play.addEventListener('click', () => playing ? stop() : void start());

  async function start() {
    const mine = ++turn;
    [playing, play.textContent] = [true, 'Pause'];
    if (atlas.atEnd) {
      await change({ at: atlas.keyOf(0) }, false);
    }
    while (mine === turn && !atlas.atEnd) {
      // Whoever wants less motion gets it slower.
      await new Promise(resolve => setTimeout(resolve, matchMedia('(prefers-reduced-motion: reduce)').matches ? calm : usual));
      if (mine === turn) {
        await change({ at: atlas.keyOf(atlas.moment + 1) }, false);
      }
    }
    if (mine === turn) {
      stop();
      tell();
    }
  }

  function stop() {
    turn++;
    [playing, play.textContent] = [false, 'Play'];
  }

  function tell() {
    moment.value = String(atlas.moment);
    name.textContent = atlas.atEnd ? `now, ${momentName(step, ends.at(-1)!)}` : momentName(step, ends[atlas.moment]!);
    moment.setAttribute('aria-valuetext', name.textContent);
  }

  return { tell, isPlaying: () => playing };
}
