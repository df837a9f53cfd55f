/** What /api/map sends: lists, in which the same place is the same person or tie. */
export interface MapData {
  version: number;
  people: { ids: number[]; names: string[]; x: number[]; y: number[]; groups: number[] };
  ties: { from: number[]; to: number[]; strengths: number[] };
  frame: number;
  telling: number;
  groups: { around: string; people: number }[];
  time: { step: 'day' | 'week' | 'month' | 'quarter' | 'year'; ends: string[] };
}

/** What /api/map/communities and /api/map/topics send. */
export interface MapColours { names: string[]; ids: number[]; of: number[] }

/** The map in memory: columns, and for each person their ties. Positions are from −1 to 1, y upwards. */
export interface Network {
  data: MapData;
  people: number;
  ties: number;
  x: Float32Array;
  y: Float32Array;
  from: Uint32Array;
  to: Uint32Array;
  /** As of now, 0 to 1. */
  strengths: Float32Array;
  /** The ties of person i are links[starts[i]] up to links[starts[i + 1]]. */
  starts: Uint32Array;
  links: Uint32Array;
  placeOf: Map<number, number>;
}

const half = 10_000;
const one = 1000;

export function networkOf(data: MapData): Network {
  const [from, to] = [Uint32Array.from(data.ties.from), Uint32Array.from(data.ties.to)];
  const people = data.people.ids.length;
  const starts = new Uint32Array(people + 1);
  for (const end of [from, to]) {
    end.forEach(person => starts[person + 1]!++);
  }
  for (let i = 0; i < people; i++) {
    starts[i + 1]! += starts[i]!;
  }
  const next = starts.slice();
  const links = new Uint32Array(2 * from.length);
  for (let tie = 0; tie < from.length; tie++) {
    links[next[from[tie]!]!++] = tie;
    links[next[to[tie]!]!++] = tie;
  }
  return {
    data, people, ties: from.length, from, to, starts, links,
    x: Float32Array.from(data.people.x, x => x / half), y: Float32Array.from(data.people.y, y => y / half),
    strengths: Float32Array.from(data.ties.strengths, strength => strength / one),
    placeOf: new Map(data.people.ids.map((id, i) => [id, i])),
  };
}

/** The other end of a tie. */
export const otherEnd = (network: Network, tie: number, person: number) => network.from[tie] === person ? network.to[tie]! : network.from[tie]!;

/** Ties of a person. */
export const tiesOf = (network: Network, person: number) => network.links.subarray(network.starts[person], network.starts[person + 1]);

/** Everybody within so many ties that are there. */
export function around(network: Network, person: number, steps: number, strengths: Float32Array): Uint8Array {
  const near = new Uint8Array(network.people);
  near[person] = 1;
  let edge = [person];
  for (let step = 0; step < steps; step++) {
    const next: number[] = [];
    for (const one of edge) {
      for (const tie of tiesOf(network, one)) {
        const other = otherEnd(network, tie, one);
        if (strengths[tie]! > 0 && !near[other]) {
          near[other] = 1;
          next.push(other);
        }
      }
    }
    edge = next;
  }
  return near;
}

/** Names of whom somebody knows best. */
export function closest(network: Network, person: number, strengths: Float32Array, count: number): string[] {
  return [...tiesOf(network, person)].filter(tie => strengths[tie]! > 0).sort((a, b) => strengths[b]! - strengths[a]!).slice(0, count)
    .map(tie => network.data.people.names[otherEnd(network, tie, person)]!);
}

/** The person nearest in a direction, of those who can be reached, as arrow keys go: near ahead beats near aside. */
export function nearestTowards(network: Network, from: number, dx: number, dy: number, reachable: (person: number) => boolean): number | undefined {
  let best: number | undefined;
  let least = Infinity;
  for (let i = 0; i < network.people; i++) {
    const [x, y] = [network.x[i]! - network.x[from]!, network.y[i]! - network.y[from]!];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy - y * dx);
    if (i !== from && ahead > 0 && aside <= ahead && ahead + 2 * aside < least && reachable(i)) {
      [best, least] = [i, ahead + 2 * aside];
    }
  }
  return best;
}

/** Who is meant by what was typed: a whole name, else the first that holds it; undefined for nobody. */
export function personCalled(network: Network, typed: string): number | undefined {
  const text = typed.trim().toLowerCase();
  const names = network.data.people.names;
  const whole = names.findIndex(name => name.toLowerCase() === text);
  const found = whole >= 0 ? whole : text ? names.findIndex(name => name.toLowerCase().includes(text)) : -1;
  return found >= 0 ? found : undefined;
}
