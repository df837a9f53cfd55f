import type { Look } from './look';
import { faint } from './look';
import type { Network } from './network';

/** Red, green, blue, from 0 to 255. */
export type Colour = readonly [number, number, number];

/** The colours of the page, light or dark, as the styles say. */
export interface Palette { kinds: Colour[]; rest: Colour; line: Colour; faint: Colour; ink: Colour; soft: Colour; ground: Colour; accent: Colour; font: string }

/** As many as can be told apart. */
export const colourCount = 8;

export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => rgb(style.getPropertyValue(name).trim());
  return {
    kinds: Array.from({ length: colourCount }, (_, i) => read(`--group-${i}`)), rest: read('--group-rest'), line: read('--line'), faint: read('--faded'),
    ink: read('--ink'), soft: read('--soft'), ground: read('--raised'), accent: read('--accent'),
    font: getComputedStyle(document.body).fontFamily,
  };
}

function rgb(hex: string): Colour {
  const parts = hex.length === 4 ? [...hex.slice(1)].map(c => c + c) : hex.slice(1).match(/../g)!;
  return [parseInt(parts[0]!, 16), parseInt(parts[1]!, 16), parseInt(parts[2]!, 16)];
}

export const css = (colour: Colour) => '#' + colour.map(part => part.toString(16).padStart(2, '0')).join('');

export const mix = (a: Colour, b: Colour, share: number): Colour => [0, 1, 2].map(i => Math.round(a[i]! + (b[i]! - a[i]!) * share)) as unknown as Colour;

/** How what is to be seen is drawn, before any camera: the same for the screen, SVG and PNG. */
export interface Ink {
  /** Ties in the order of drawing: the most telling last. */
  ties: Uint32Array;
  /** Beside each tie: width in pixels, opacity, and the place of its colour in `lineColours`. */
  widths: Float32Array;
  alphas: Float32Array;
  hues: Uint8Array;
  lineColours: Colour[];
  /** People in the order of drawing: those in the background first, large before small. */
  people: Uint32Array;
  /** How many of them are in the background. */
  background: number;
  /** By person, in pixels. */
  radii: Float32Array;
  /** By person: place in `dotColours`. */
  tints: Uint8Array;
  dotColours: Colour[];
}

const backgroundRadius = 1.6;

/** What colours say: names of kinds, by kind the place of its colour, and by person the place of their kind, −1 for none. */
export interface Kinds { names: string[]; tints: Uint8Array; of: Int16Array }

/** Chooses sizes and colours. If a kind is `lit`, all others stand back. */
export function inkOf(network: Network, look: Look, strengths: Float32Array, { tints: tintsOf, of: kindOf }: Kinds, lit: number | undefined, colours: Palette): Ink {
  const dotColours = [...colours.kinds, colours.rest, colours.faint];
  const tintOf = (person: number) => look.people[person] === faint || (lit !== undefined && kindOf[person] !== lit) ? colourCount + 1 : kindOf[person]! >= 0 ? tintsOf[kindOf[person]!]! : colourCount;
  const tints = Uint8Array.from(look.people, (_, person) => tintOf(person));
  // Within a kind a line has a little of its colour, so that groups show from afar.
  const lineColours = [...colours.kinds.map(kind => mix(colours.line, kind, .55)), colours.line];

  const front = lit === undefined ? look.order : look.order.filter(person => kindOf[person] === lit);
  const behind = lit === undefined ? [] : look.order.filter(person => kindOf[person] !== lit);
  const people = [...look.people.keys()].filter(person => look.people[person] === faint).concat(behind, front);
  const most = Math.max(1, look.sums[look.order[0] ?? 0] ?? 1);
  // Area says strength; crowds get smaller dots.
  const [least, scale] = look.order.length > 20_000 ? [.7, 4] : look.order.length > 5000 ? [1, 5] : look.order.length > 1000 ? [1.5, 9] : look.order.length > 200 ? [2.2, 12] : [3, 15];
  const radii = Float32Array.from(look.sums, (sum, person) => look.people[person] === faint ? backgroundRadius : least + scale * Math.sqrt(sum / most));

  const n = look.ties.length;
  // A thousand weak lines must not hide the strong ones.
  const air = Math.min(1, (800 / Math.max(1, n)) ** .3);
  const ink: Ink = { ties: look.ties.slice().reverse(), widths: new Float32Array(n), alphas: new Float32Array(n), hues: new Uint8Array(n), lineColours, people: Uint32Array.from(people), background: people.length - front.length, radii, tints, dotColours };
  ink.ties.forEach((tie, i) => {
    const strength = strengths[tie]!;
    const [kind, other] = [kindOf[network.from[tie]!]!, kindOf[network.to[tie]!]!];
    const within = kind === other && kind >= 0;
    ink.widths[i] = (.6 + 2 * strength * strength) * (.5 + .5 * air);
    ink.alphas[i] = (.2 + .6 * strength) * air * (lit === undefined || (within && kind === lit) ? 1 : .25);
    ink.hues[i] = within && (lit === undefined || kind === lit) ? tintsOf[kind]! : colourCount;
  });
  return ink;
}
