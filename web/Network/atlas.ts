// The map as one thing: data, state and camera in, picture out. What it lacks for a state it fetches: the past, topics, ways.
import { boundsOf, Camera } from './camera';
import { courseOf, momentKey, momentOf, strengthsAt, type Course } from './course';
import { colourCount, inkOf, palette, type Ink, type Kinds, type Palette } from './ink';
import type { Box, Placed } from './labels';
import { inAll, lookAt, setOf, shown, type Look } from './look';
import { around, networkOf, type MapColours, type MapData, type Network } from './network';
import { drawAbove } from './overlay';
import { Stage, type Shot } from './stage';
import type { State } from './state';
import { tintsFor, tintsOf } from './tints';

interface Paths { paths: { ids: number[] }[] }

/** A fetch that was answered with something else than what was asked for. */
export class Unanswered extends Error {
  constructor(readonly status: number) {
    super(`The server answered ${status}.`);
  }
}

async function ask(address: string): Promise<Response> {
  const answer = await fetch(address);
  if (!answer.ok) {
    throw new Unanswered(answer.status);
  }
  return answer;
}

// In milliseconds. So long after the last move the picture rests; a picture taken while it moves may take `sketch`, of which `moving` in each frame.
const rest = 160, sketch = 70, moving = 6, resting = 12;
const mostStretched = 8;

export class Atlas {
  network!: Network;
  state!: State;
  colours!: Palette;
  kinds!: Kinds;
  /** The kinds of those who are shown, with how many they are, the most first; −1 for those of none. */
  seen: { kind: number; people: number }[] = [];
  /** The kind that is to stand out. */
  lit: number | undefined;
  strengths!: Float32Array;
  moment = 0;
  look!: Look;
  ink!: Ink;
  paths: number[][] = [];
  chosen: number | undefined;
  placed: Placed[] = [];
  covered: Box[] = [];
  readonly camera = new Camera(() => this.move());

  private readonly stage: Stage;
  private course: Course | undefined;
  private readonly known = new Map<string, Promise<unknown>>();
  private groupKinds: Promise<Kinds> | undefined;
  private asked = 0;
  private frame = 0;
  private movedAt = -Infinity;
  // Of what the names were drawn; undefined: something else is to be drawn since.
  private named: Shot | undefined;
  private areNamesKept = false;
  private isStale = true;

  constructor(readonly place: HTMLElement, private readonly address: string, below: WebGL2RenderingContext, private readonly pen: CanvasRenderingContext2D) {
    this.stage = new Stage(below);
  }

  async load() {
    const data: MapData = await (await ask(this.address)).json();
    // Not before: the styles may come after the script.
    this.colours = palette();
    this.network = networkOf(data);
    [this.course, this.paths, this.chosen] = [undefined, [], undefined];
    this.known.clear();
    this.groupKinds = undefined;
  }

  /** Shows the first state, and from then on follows the size of the place and the colours of the page. */
  async begin(state: State) {
    this.resize();
    await this.show(state, false);
    this.chosen = state.person === undefined ? undefined : this.network.placeOf.get(state.person);
    this.camera.view = this.fitted();
    new ResizeObserver(() => {
      this.resize();
      this.draw();
    }).observe(this.place);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.colours = palette();
      this.render();
    });
  }

  get atEnd() {
    return this.moment === this.network.data.time.ends.length - 1;
  }

  /** Shows a state; of two that were asked for the later one counts. False if another came between. */
  async show(state: State, fit: boolean): Promise<boolean> {
    const mine = ++this.asked;
    if (state.at && !this.course) {
      await this.loadCourse();
    }
    const [topic, kinds, paths] = await Promise.all([this.about(state.topic), this.kindsOf(state.colour), this.pathsOf(state)]);
    if (mine !== this.asked) {
      return false;
    }
    const ends = this.network.data.time.ends;
    this.state = state;
    this.paths = paths.map(path => path.flatMap(id => this.network.placeOf.get(id) ?? [])).filter(path => path.length > 1);
    this.moment = state.at ? momentOf(ends, state.at) : ends.length - 1;
    this.strengths = this.atEnd || !this.course ? this.network.strengths : strengthsAt(this.course, this.moment);
    const person = state.person === undefined ? undefined : this.network.placeOf.get(state.person);
    const only = inAll([
      topic && setOf(this.network, topic),
      state.person === undefined ? undefined : person === undefined ? new Uint8Array(this.network.people) : around(this.network, person, state.steps, this.strengths),
      state.from === undefined || state.to === undefined ? undefined : setOf(this.network, paths.flat()),
    ]);
    this.look = lookAt(this.network, this.strengths, only, state.backbone === undefined ? undefined : state.backbone / 100);
    this.seen = seenOf(this.look, kinds);
    // Colours stay while time goes by.
    this.kinds = state.colour === 'group' && this.atEnd ? { ...kinds, tints: tintsFor(this.seen.map(each => each.kind), kinds.tints) } : kinds;
    this.lit = this.seen.some(each => each.kind === this.lit) ? this.lit : undefined;
    this.chosen = fit ? person : this.chosen !== undefined && this.look.people[this.chosen] === shown ? this.chosen : undefined;
    this.render();
    if (fit) {
      this.camera.to(this.fitted());
    }
    return true;
  }

  /** The key of a moment; the last one has none, it goes without saying. */
  keyOf(moment: number): string {
    const { ends, step } = this.network.data.time;
    return moment === ends.length - 1 ? '' : momentKey(step, ends[moment]!);
  }

  fitted() {
    const bounds = this.look && boundsOf(this.network.x, this.network.y, person => this.look.people[person] === shown);
    return this.camera.fitting(bounds ?? { left: -1, right: 1, bottom: -1, top: 1 });
  }

  choose(person: number | undefined) {
    if (person !== this.chosen) {
      this.chosen = person;
      this.draw();
    }
  }

  /** Lets a kind stand out, or none. */
  light(kind: number | undefined) {
    if (kind !== this.lit) {
      this.lit = kind;
      this.place.dataset.lit = kind === undefined ? '' : this.kinds.names[kind]!;
      this.render();
    }
  }

  /** Brings somebody into sight. */
  goTo(person: number) {
    const { camera } = this;
    const [x, y] = [this.network.x[person]!, this.network.y[person]!];
    const [px, py] = [camera.screenX(x), camera.screenY(y)];
    const margin = 60;
    if (px < margin || py < margin || px > camera.width - margin || py > camera.height - margin) {
      camera.to({ ...camera.view, x, y });
    }
  }

  render() {
    this.ink = inkOf(this.network, this.look, this.strengths, this.kinds, this.lit, this.colours);
    this.stage.fill(this.network, this.ink);
    this.isStale = true;
    this.draw();
  }

  /** Draws the names and the chosen person anew; dots and lines only if they changed. */
  draw() {
    this.named = undefined;
    this.again();
  }

  private move() {
    this.movedAt = performance.now();
    this.again();
  }

  private again() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.paint();
    });
  }

  // While the picture moves, the one that was drawn last is moved, stretched where need be, and the next one made meanwhile.
  // Names go with their dots and are not laid out anew before it rests.
  private paint() {
    const isMoving = performance.now() - this.movedAt < rest;
    const { stage, colours } = this;
    const now = this.shot();
    if (!stage.isBusy && (this.isStale || !same(stage.seen, now) || !(stage.isWhole || isMoving))) {
      stage.begin(now, isMoving || this.isStale ? sketch : Infinity);
      this.isStale = false;
    }
    stage.work(isMoving ? moving : resting, colours.ground);
    if (!this.named || (!isMoving && (this.areNamesKept || !same(this.named, now)))) {
      this.place.classList.toggle('chosen', this.chosen !== undefined);
      this.covered = coveredOf(this.place);
      this.placed = drawAbove(this.pen, this, now.density);
      [this.named, this.areNamesKept] = [now, false];
    } else if (this.named.scale !== now.scale) {
      drawAbove(this.pen, this, now.density, this.placed);
      [this.named, this.areNamesKept] = [now, true];
    }
    hang(stage.sheet, stage.seen, now);
    hang(this.pen.canvas, this.named, now);
    if (isMoving || this.areNamesKept || stage.isBusy || !stage.isWhole || !same(stage.seen, now)) {
      this.again();
    }
  }

  private shot(): Shot {
    const { view, width, height, growth } = this.camera;
    return { ...view, width, height, growth, density: Math.min(2, devicePixelRatio) };
  }

  private resize() {
    const { clientWidth, clientHeight } = this.place;
    if (clientWidth > 0 && clientHeight > 0) {
      const all = boundsOf(this.network.x, this.network.y, () => true) ?? { left: -1, right: 1, bottom: -1, top: 1 };
      this.camera.resize(clientWidth, clientHeight, all);
    }
  }

  // The map may have been drawn anew since: then it is read again, once.
  private async loadCourse() {
    const read = async () => courseOf(new Uint8Array(await (await ask(`${this.address}/course?version=${this.network.data.version}`)).arrayBuffer()), this.network.ties);
    try {
      this.course = await read();
    } catch (problem) {
      if (!(problem instanceof Unanswered) || problem.status !== 409) {
        throw problem;
      }
      await this.load();
      this.course = await read();
    }
  }

  private about(topic: string): Promise<number[] | undefined> {
    return topic ? this.once(`${this.address}/topic?q=${encodeURIComponent(topic)}`, (answer: { ids: number[] }) => answer.ids) : Promise.resolve(undefined);
  }

  private kindsOf(colour: State['colour']): Promise<Kinds> {
    const { data, people, placeOf } = this.network;
    return colour === 'group'
      ? this.groupKinds ??= Promise.resolve({ names: data.groups.map(group => `around ${group.around}`), tints: tintsOf(this.network), of: Int16Array.from(data.people.groups) })
      : this.once(`${this.address}/${colour === 'topic' ? 'topics' : 'communities'}`, (answer: MapColours) => {
        const of = new Int16Array(people).fill(-1);
        answer.ids.forEach((id, i) => {
          const place = placeOf.get(id);
          if (place !== undefined) {
            of[place] = answer.of[i]!;
          }
        });
        return { names: answer.names, tints: Uint8Array.from(answer.names, (_, kind) => Math.min(kind, colourCount)), of };
      });
  }

  private pathsOf({ from, to }: State): Promise<number[][]> {
    return from === undefined || to === undefined ? Promise.resolve([]) : this.once(`/api/path?from=${from}&to=${to}`, (answer: Paths) => answer.paths.map(path => path.ids));
  }

  // What was fetched is kept, what failed is asked for again.
  private once<A, T>(address: string, read: (answer: A) => T): Promise<T> {
    let known = this.known.get(address) as Promise<T> | undefined;
    if (!known) {
      known = ask(address).then(answer => answer.json()).then(read);
      known.catch(() => this.known.delete(address));
      this.known.set(address, known);
    }
    return known;
  }
}

function seenOf(look: Look, { names, of }: Kinds): { kind: number; people: number }[] {
  const people = new Float64Array(names.length + 1);
  look.order.forEach(person => people[of[person]! + 1]!++);
  return [...people.keys()].filter(place => people[place]! > 0).map(place => ({ kind: place - 1, people: people[place]! })).sort((a, b) => b.people - a.people || a.kind - b.kind);
}

const same = (a: Shot | undefined, b: Shot) => a !== undefined && a.x === b.x && a.y === b.y && a.scale === b.scale && a.width === b.width && a.height === b.height && a.density === b.density;

// Puts a picture where it belongs as seen now. Of one that was taken where the place was narrow for a moment, a single dot would cover everything.
function hang(sheet: HTMLCanvasElement, taken: Shot | undefined, now: Shot) {
  sheet.style.visibility = taken && now.scale / taken.scale > mostStretched ? 'hidden' : '';
  sheet.style.transform = !taken || same(taken, now) ? '' : `translate(${(taken.x - now.x) * now.scale}px, ${(now.y - taken.y) * now.scale}px) scale(${now.scale / taken.scale})`;
}

// Where the buttons for zooming lie, and the card of the chosen person.
function coveredOf(place: HTMLElement): Box[] {
  const box = place.getBoundingClientRect();
  return [...place.parentElement!.querySelectorAll<HTMLElement>('.zoom, .card')].map(each => each.getBoundingClientRect()).filter(each => each.width > 0)
    .map(each => ({ left: each.left - box.left, top: each.top - box.top, right: each.right - box.left, bottom: each.bottom - box.top }));
}
