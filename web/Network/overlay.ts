// What lies above the dots: the chosen person with their ties, paths, names.
import type { Camera } from './camera';
import { css, type Ink, type Palette } from './ink';
import { placeLabels, type Box, type Label, type Placed } from './labels';
import { shown, type Look } from './look';
import { otherEnd, tiesOf, type Network } from './network';
import { writeWords } from './picture';

/** What is on the screen. */
export interface Above {
  network: Network; camera: Camera; look: Look; ink: Ink; colours: Palette; strengths: Float32Array;
  chosen: number | undefined; paths: number[][];
  /** What lies on the picture. */
  covered: Box[];
}

const longest = 24, size = 13, roomOfName = 8500;
const widths = new Map<string, number>();

/** Draws it, and says which names found room; or only moves those of `kept` with their dots, which is quickly done. */
export function drawAbove(pen: CanvasRenderingContext2D, above: Above, density: number, kept?: Placed[]): Placed[] {
  const { camera, colours } = above;
  const sheet = pen.canvas;
  if (sheet.width !== Math.round(camera.width * density) || sheet.height !== Math.round(camera.height * density)) {
    [sheet.width, sheet.height] = [Math.round(camera.width * density), Math.round(camera.height * density)];
  }
  pen.setTransform(density, 0, 0, density, 0, 0);
  pen.clearRect(0, 0, camera.width, camera.height);
  const near = drawChosen(pen, above);
  drawPaths(pen, above);
  const placed = kept?.map(name => ({ ...name, x: camera.screenX(above.network.x[name.person]!) + name.dx, y: camera.screenY(above.network.y[name.person]!) + name.dy })) ?? namesOf(pen, above, near);
  for (const { text, x, y, must } of placed) {
    writeWords(pen, colours.font, text, x, y, size, css(colours.ink), css(colours.ground), must);
  }
  return placed;
}

/** The names that find room. */
function namesOf(pen: CanvasRenderingContext2D, { network, camera, look, ink, chosen, paths, colours, covered }: Above, near: number[]): Placed[] {
  const grow = camera.growth;
  const must = new Set([...chosen === undefined ? [] : [chosen], ...paths.flat()]);
  const label = (person: number): Label => {
    const name = network.data.people.names[person]!;
    return {
      person, must: must.has(person), x: camera.screenX(network.x[person]!), y: camera.screenY(network.y[person]!), radius: must.has(person) ? Math.max(5, ink.radii[person]! * grow) + 4 : ink.radii[person]! * grow,
      text: must.has(person) || name.length <= longest ? name : name.slice(0, longest - 1) + '…',
    };
  };
  function* inOrder() {
    for (const people of chosen === undefined ? [must, look.order] : [must, near]) {
      for (const person of people) {
        if (people === must || !must.has(person)) {
          yield label(person);
        }
      }
    }
  }
  return placeLabels(inOrder(), (text, bold) => widthOf(pen, colours.font, text, bold), camera.width, camera.height, camera.width * camera.height / roomOfName, covered);
}

function widthOf(pen: CanvasRenderingContext2D, font: string, text: string, bold: boolean): number {
  const key = (bold ? '*' : '') + text;
  let width = widths.get(key);
  if (width === undefined) {
    pen.font = `${bold ? 600 : 400} ${size}px ${font}`;
    widths.set(key, width = pen.measureText(text).width);
  }
  return width;
}

// The ties of the chosen person, drawn or not below, and whom they know, strongest first.
function drawChosen(pen: CanvasRenderingContext2D, { network, camera, look, ink, colours, strengths, chosen }: Above): number[] {
  if (chosen === undefined) {
    return [];
  }
  const grow = camera.growth;
  const [x, y] = [(person: number) => camera.screenX(network.x[person]!), (person: number) => camera.screenY(network.y[person]!)];
  const ties = [...tiesOf(network, chosen)].filter(tie => strengths[tie]! > 0 && look.people[otherEnd(network, tie, chosen)] === shown).sort((a, b) => strengths[a]! - strengths[b]!);
  pen.strokeStyle = css(colours.accent);
  for (const tie of ties) {
    const other = otherEnd(network, tie, chosen);
    [pen.lineWidth, pen.globalAlpha] = [(.8 + 2.2 * strengths[tie]!) * grow, .35 + .6 * strengths[tie]!];
    pen.beginPath();
    pen.moveTo(x(chosen), y(chosen));
    pen.lineTo(x(other), y(other));
    pen.stroke();
  }
  pen.globalAlpha = 1;
  const near = ties.map(tie => otherEnd(network, tie, chosen)).reverse();
  for (const person of [...near, chosen]) {
    dot(pen, x(person), y(person), ink.radii[person]! * grow, css(ink.dotColours[ink.tints[person]!]!), css(colours.ground));
  }
  ring(pen, x(chosen), y(chosen), ink.radii[chosen]! * grow + 3, css(colours.ink));
  return near;
}

function drawPaths(pen: CanvasRenderingContext2D, { network, camera, ink, colours, paths }: Above) {
  const [x, y] = [(person: number) => camera.screenX(network.x[person]!), (person: number) => camera.screenY(network.y[person]!)];
  const grow = camera.growth;
  // The warmest on top.
  for (const [i, path] of [...paths.entries()].reverse()) {
    pen.beginPath();
    path.forEach((person, step) => step === 0 ? pen.moveTo(x(person), y(person)) : pen.lineTo(x(person), y(person)));
    [pen.strokeStyle, pen.lineWidth, pen.lineJoin] = [css(colours.accent), i === 0 ? 4 : 2, 'round'];
    pen.setLineDash(i === 0 ? [] : [6, 4]);
    pen.stroke();
    pen.setLineDash([]);
    for (const person of path) {
      dot(pen, x(person), y(person), Math.max(5, ink.radii[person]! * grow), css(ink.dotColours[ink.tints[person]!]!), css(colours.ground));
    }
    for (const end of [path[0]!, path.at(-1)!]) {
      ring(pen, x(end), y(end), Math.max(5, ink.radii[end]! * grow) + 3, css(colours.ink));
    }
  }
}

function dot(pen: CanvasRenderingContext2D, x: number, y: number, radius: number, fill: string, rim: string) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  [pen.fillStyle, pen.strokeStyle, pen.lineWidth] = [fill, rim, 1.5];
  pen.fill();
  pen.stroke();
}

function ring(pen: CanvasRenderingContext2D, x: number, y: number, radius: number, colour: string) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  [pen.strokeStyle, pen.lineWidth] = [colour, 2];
  pen.stroke();
}
