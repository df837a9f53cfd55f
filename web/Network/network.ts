import Graph from 'graphology';

/** What /api/map sends: lists, in which the same place is the same person or tie. */
export interface MapData {
  people: { ids: number[]; names: string[]; x: number[]; y: number[]; groups: number[]; strengths: number[]; ties: number[] };
  ties: { from: number[]; to: number[]; strengths: number[] };
  groups: { around: string; people: number }[];
}

export interface Dot { x: number; y: number; size: number; label: string; color: string; group: number; ties: number; id: number }
export interface Line { size: number; color: string; strength: number }
export type Network = Graph<Dot, Line>;

export interface Palette { groups: string[]; rest: string; lines: string[]; near: string; faded: string; ink: string; ground: string }

const colours = 10;
const shades = 8;

/** The colours of the page, light or dark, as the styles say. */
export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    groups: Array.from({ length: colours }, (_, i) => read(`--group-${i}`)),
    rest: read('--group-rest'), lines: Array.from({ length: shades }, (_, i) => mix(read('--raised'), read('--line'), (i + 1) / shades)), near: read('--line-near'), faded: read('--faded'), ink: read('--ink'), ground: read('--raised'),
  };
}

/** A colour between two, as six digits: 0 is the one, 1 the other. */
export function mix(one: string, other: string, share: number): string {
  const parts = (colour: string) => (colour.length === 4 ? [...colour.slice(1)].map(c => c + c) : colour.slice(1).match(/../g)!).map(part => parseInt(part, 16));
  const [from, to] = [parts(one), parts(other)];
  return '#' + from.map((value, i) => Math.round(value + (to[i]! - value) * share).toString(16).padStart(2, '0')).join('');
}

/** Weak ties are barely there; a thousand of them must not hide the strong ones. */
export const shadeOf = (strength: number, colours: Palette) => colours.lines[Math.min(shades - 1, Math.floor(shades * strength))]!;

export const colourOf = (group: number, colours: Palette) => colours.groups[group] ?? colours.rest;

/** The network as sigma draws it. Nodes are named by their place in the lists. */
export function build({ people, ties }: MapData, colours: Palette): Network {
  const graph: Network = new Graph({ type: 'undirected', multi: false });
  const most = Math.max(1, ...people.strengths.slice(0, 1));
  // Area says strength; crowds get smaller dots.
  const [least, scale] = people.ids.length > 2000 ? [.9, 5] : people.ids.length > 400 ? [1.2, 10] : [1.5, 16];
  people.ids.forEach((id, i) => graph.addNode(i, {
    x: people.x[i]!, y: people.y[i]!, id, label: people.names[i]!, group: people.groups[i]!, ties: people.ties[i]!,
    size: least + scale * Math.sqrt(people.strengths[i]! / most), color: colourOf(people.groups[i]!, colours),
  }));
  ties.from.forEach((from, i) => graph.addEdge(from, ties.to[i]!, { strength: ties.strengths[i]!, size: .5 + 2 * ties.strengths[i]! ** 2, color: shadeOf(ties.strengths[i]!, colours) }));
  return graph;
}

/** The person nearest in a direction, among all, as arrow keys go: near ahead beats near aside. */
export function nearestTowards(graph: Network, from: string, dx: number, dy: number): string | undefined {
  const at = graph.getNodeAttributes(from);
  let best: string | undefined;
  let least = Infinity;
  graph.forEachNode((node, there) => {
    const ahead = (there.x - at.x) * dx + (there.y - at.y) * dy;
    const aside = Math.abs((there.x - at.x) * dy - (there.y - at.y) * dx);
    const cost = ahead + 2 * aside;
    if (node !== from && ahead > 0 && aside <= ahead && cost < least) {
      [best, least] = [node, cost];
    }
  });
  return best;
}

/** Names of whom somebody knows best. */
export function closest(graph: Network, node: string, count: number): string[] {
  return graph.mapEdges(node, (_, line, a, b) => ({ strength: line.strength, name: graph.getNodeAttribute(a === node ? b : a, 'label') }))
    .sort((one, other) => other.strength - one.strength).slice(0, count).map(each => each.name);
}
