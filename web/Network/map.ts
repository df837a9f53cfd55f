// The map island: draws what /api/map sends and lets people go about it with mouse, finger or keyboard. Its state is its address.
import { Atlas } from './atlas';
import { momentName } from './course';
import { followKeys, followPointers, type Hands } from './hands';
import { listsOf } from './lists';
import { shown } from './look';
import { closest, nearestTowards } from './network';
import { keysOf, listed, panelOf, restSaid, timeOf } from './panel';
import { pngOf, save, svgOf, type Scene } from './picture';
import { queryOf, stateOf, type State } from './state';
import { count, lead, says } from './words';

const find = <T extends HTMLElement>(id: string) => document.querySelector<T>(`#${id}`)!;

const place = document.querySelector<HTMLElement>('#map');
if (place) {
  void begin(place);
}

async function begin(place: HTMLElement) {
  const pen = penOn(place);
  if (!pen) {
    place.textContent = 'This browser draws no WebGL, which the picture needs; the lists below say the same.';
    return;
  }
  const atlas = new Atlas(place, place.dataset.from!, ...pen);
  const state = () => stateOf(location.search, typed => /^\d+$/.test(typed) ? Number(typed) : atlas.network.data.people.ids[atlas.network.data.people.names.indexOf(typed)]);
  try {
    await atlas.load();
    if (!matchMedia('(min-width: 60rem)').matches) {
      find<HTMLDetailsElement>('map-panel').open = false;
    }
    find('atlas').classList.add('scripted');
    // Names keep out of the way of it.
    find('map-zoom').hidden = false;
    await atlas.begin(state());
  } catch (problem) {
    place.textContent = 'The map could not be fetched; the lists below say the same.';
    throw problem;
  }
  live(atlas, state);
}

// Two sheets: dots and lines below, names above; undefined if the browser draws no WebGL 2.
function penOn(place: HTMLElement): [WebGL2RenderingContext, CanvasRenderingContext2D] | undefined {
  const sheets = [0, 1].map(() => document.createElement('canvas'));
  const below = sheets[0]!.getContext('webgl2', { antialias: false, alpha: true, premultipliedAlpha: true, preserveDrawingBuffer: true });
  if (below) {
    place.replaceChildren(...sheets);
  }
  return below ? [below, sheets[1]!.getContext('2d')!] : undefined;
}

function live(atlas: Atlas, stateHere: () => State) {
  const { place } = atlas;
  // What was asked for last, shown or still being fetched: the next wish is added to it.
  let wanted = atlas.state;
  const change = async (next: Partial<State>, fit: boolean, write: 'push' | 'replace' | 'no' = fit ? 'push' : 'replace') => {
    // Of others the table has other pages.
    const isOfTheSame = Object.keys(next).every(key => key === 'colour' || key === 'backbone');
    const mine = wanted = { ...wanted, page: isOfTheSame ? wanted.page : 1, ...next };
    try {
      if (await atlas.show(mine, fit)) {
        if (write !== 'no') {
          history[write === 'push' ? 'pushState' : 'replaceState'](null, '', queryOf(atlas.state));
        }
        tell();
      }
    } catch {
      wanted = mine === wanted ? atlas.state : wanted;
      find('map-said').textContent = 'The server did not answer that; try again in a moment.';
    }
  };
  const panel = panelOf(atlas, (next, fit) => void change(next, fit));
  const time = timeOf(atlas, change);
  const card = cardOf(atlas, change);
  const lists = listsOf(find('map-lists'));

  function tell() {
    panel.tell();
    time.tell();
    card.tell();
    const { state, network, look } = atlas;
    const { step, ends } = network.data.time;
    const nameOf = (id: number) => network.data.people.names[network.placeOf.get(id) ?? -1] ?? `person ${id}`;
    const ways = state.from !== undefined && state.to !== undefined ? waysSaid(atlas, nameOf(state.from), nameOf(state.to)) : '';
    // Where there is no way, that says it all.
    const words = ways && atlas.paths.length === 0 ? ways : [lead(state, nameOf, look.order.length, look.among, atlas.atEnd ? '' : momentName(step, ends[atlas.moment]!)), ways].join(' ').trim();
    find('map-lead').textContent = words;
    if (!time.isPlaying()) {
      find('map-said').textContent = words;
      lists.tell(state);
    }
    place.dataset.drawn = String(look.order.length);
    place.dataset.ties = String(look.ties.length);
  }

  let pinned = atlas.chosen !== undefined;
  const hands: Hands = {
    camera: atlas.camera,
    personAt: (x, y) => personAt(atlas, x, y),
    point: person => {
      if (!pinned) {
        atlas.choose(person);
        card.tell();
      }
    },
    pick: person => {
      pinned = person !== undefined;
      atlas.choose(person);
      card.tell();
    },
    fit: () => atlas.camera.to(atlas.fitted()),
  };
  followPointers(place, hands);
  followKeys(place, hands, (dx, dy) => {
    const next = atlas.chosen === undefined ? atlas.look.order[0] : nearestTowards(atlas.network, atlas.chosen, dx, dy, person => atlas.look.people[person] === shown) ?? atlas.chosen;
    if (next !== undefined) {
      hands.pick(next);
      atlas.goTo(next);
    }
  }, () => {
    if (atlas.chosen !== undefined) {
      location.href = `/people/${atlas.network.data.people.ids[atlas.chosen]}`;
    }
    return atlas.chosen !== undefined;
  });
  for (const button of document.querySelectorAll<HTMLElement>('[data-zoom]')) {
    button.addEventListener('click', () => button.dataset.zoom === 'fit' ? hands.fit() : atlas.camera.zoomAt(atlas.camera.width / 2, atlas.camera.height / 2, button.dataset.zoom === 'in' ? 1.6 : 1 / 1.6, true));
  }
  for (const button of document.querySelectorAll<HTMLElement>('[data-save]')) {
    button.addEventListener('click', () => void saveAs(atlas, button.dataset.save!));
  }
  find('map-save').hidden = false;
  addEventListener('popstate', () => void change(stateHere(), true, 'no'));
  tell();
}

function waysSaid({ paths }: Atlas, from: string, to: string): string {
  return paths.length === 0 ? `No way from ${from} to ${to} was found in three steps.` : `${count(paths.length, 'way')} from ${from} to ${to}; the warmest is drawn through.`;
}

// Within a finger's breadth of a dot, the nearest.
function personAt({ camera, network, look, ink }: Atlas, x: number, y: number): number | undefined {
  const [mx, my, grow] = [camera.mapX(x), camera.mapY(y), camera.growth];
  let best: number | undefined;
  let least = 10;
  for (const person of look.order) {
    const away = Math.hypot(network.x[person]! - mx, network.y[person]! - my) * camera.view.scale - ink.radii[person]! * grow;
    if (away < least) {
      [best, least] = [person, away];
    }
  }
  return best;
}

/** What is said of the chosen person, and where to go from them. */
function cardOf(atlas: Atlas, change: (next: Partial<State>, fit: boolean) => Promise<void>) {
  const card = find('map-card');
  let told: number | undefined;

  function link(text: string, href: string, then?: () => void) {
    const a = document.createElement('a');
    [a.textContent, a.href] = [text, href];
    if (then) {
      a.addEventListener('click', event => {
        event.preventDefault();
        then();
      });
    }
    return a;
  }

  function tell() {
    const { chosen, network, look, kinds, strengths } = atlas;
    card.hidden = chosen === undefined;
    if (chosen === undefined) {
      told = undefined;
      return;
    }
    const [id, text] = [network.data.people.ids[chosen]!, network.data.people.names[chosen]!];
    const known = closest(network, chosen, strengths, Infinity);
    const kind = kinds.names[kinds.of[chosen]!];
    const words = `${count(known.length, 'tie')}${known.length > 0 ? `, closest to ${known.slice(0, 3).join(', ')}` : ''}${kind ? `; ${atlas.state.colour === 'topic' ? 'talks about ' : atlas.state.colour === 'group' ? 'in the group ' : 'speaks in '}${kind}` : ''}.`;
    const [name, said, deeds] = [document.createElement('strong'), document.createElement('p'), document.createElement('p')];
    [name.textContent, said.textContent, deeds.className] = [text, words, 'deeds'];
    deeds.append(
      link('Page', `/people/${id}`),
      link('Whom they know', queryOf({ ...atlas.state, person: id, from: undefined, to: undefined, page: 1 }), () => void change({ person: id, from: undefined, to: undefined }, true)),
      link('Way from here', queryOf({ ...atlas.state, from: id, to: undefined, page: 1 }), () => {
        find<HTMLDetailsElement>('map-panel').open = true;
        find<HTMLInputElement>('from').value = text;
        find<HTMLInputElement>('to').focus();
      }));
    card.replaceChildren(name, said, deeds);
    if (told !== chosen && look.people[chosen] === shown) {
      find('map-said').textContent = `${text}: ${words}`;
    }
    told = chosen;
  }

  return { tell };
}

// On paper nobody can ask for more.
function legendOf(atlas: Atlas): Scene['legend'] {
  const keys = keysOf(atlas);
  const more = keys.slice(listed);
  return more.length > 1 ? [...keys.slice(0, listed), { name: restSaid(more) }] : keys;
}

async function saveAs(atlas: Atlas, kind: string) {
  const scene: Scene = {
    network: atlas.network, ink: atlas.ink, camera: atlas.camera, labels: atlas.placed, colours: atlas.colours, paths: atlas.paths,
    title: find('map-lead').textContent, says: says(atlas), legend: legendOf(atlas),
  };
  save(`map.${kind}`, kind === 'svg' ? new Blob([svgOf(scene)], { type: 'image/svg+xml' }) : await pngOf(scene));
}
