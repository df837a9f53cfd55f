// The controls beside the map, and what they say.
import type { Atlas } from './atlas';
import { momentName } from './course';
import { css, kinds } from './ink';
import { shown } from './look';
import { personCalled } from './network';
import type { State } from './state';
import { count, says } from './words';

const find = <T extends HTMLElement>(id: string) => document.querySelector<T>(`#${id}`)!;
const suggestions = 12;

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
    change({ person: undefined, from: undefined, to: undefined, topic: '', backbone: undefined, steps: 1 }, true);
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
    const beyond = look.among - look.frame;
    backbone.value = String(state.backbone ?? (beyond > 0 ? Math.round(100 * (look.ties.length - look.frame) / beyond) : 100));
    drawn.textContent = `${look.ties.length.toLocaleString('en')} of ${count(look.among, 'tie')}`;
    backbone.setAttribute('aria-valuetext', drawn.textContent);
    legend();
  }

  function legend() {
    find('map-says').textContent = says(atlas.state);
    find('map-colours').replaceChildren(...keysOf(atlas).map(({ name, colour, people }) => {
      const [item, dot, number] = [document.createElement('li'), document.createElement('span'), document.createElement('span')];
      [dot.className, dot.ariaHidden, number.className, number.textContent] = ['dot', 'true', 'soft', people.toLocaleString('en')];
      dot.style.setProperty('--dot', colour);
      item.append(dot, `${name} `, number);
      return item;
    }));
  }

  return { tell };
}

/** What each colour says, and of how many people who are shown. */
export function keysOf({ kinds: { names, of }, look, colours, state }: Atlas): { name: string; colour: string; people: number }[] {
  const people = new Array<number>(kinds + 1).fill(0);
  const others = new Set<number>();
  look.people.forEach((seen, person) => {
    if (seen === shown) {
      const kind = of[person]!;
      people[kind >= 0 && kind < kinds ? kind : kinds]!++;
      if (kind < 0 || kind >= kinds) {
        others.add(kind);
      }
    }
  });
  const rest = state.colour === 'group' ? count(others.size, 'smaller group') : state.colour === 'topic' ? 'none of these' : 'others';
  return people.map((number, kind) => ({ name: kind < kinds ? names[kind] ?? '' : rest, colour: css(kind < kinds ? colours.kinds[kind]! : colours.rest), people: number }))
    .filter(key => key.people > 0);
}

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
