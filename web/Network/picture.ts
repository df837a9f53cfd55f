// The picture on paper: what is on the screen, with its legend, as SVG or PNG.
import type { Camera } from './camera';
import { css, type Ink, type Palette } from './ink';
import type { Placed } from './labels';
import type { Network } from './network';

/** All that a picture shows. */
export interface Scene {
  network: Network; ink: Ink; camera: Camera; labels: Placed[]; colours: Palette; title: string; says: string;
  legend: { name: string; colour?: string }[]; paths: number[][];
}

/** Something to draw on. */
interface Paper {
  line(x1: number, y1: number, x2: number, y2: number, width: number, colour: string, alpha: number): void;
  dot(x: number, y: number, radius: number, fill: string, rim: string | undefined): void;
  words(text: string, x: number, y: number, size: number, colour: string, halo: string | undefined, bold?: boolean): void;
}

const row = 20, left = 12, longestKey = 48;

/** Height of the legend under a picture of some width. */
const legendHeight = ({ legend, title, says }: Scene, width: number) => 18 + row * (linesOf(title, width, 14).length + Math.ceil(legend.length / perRow(legend, width)) + linesOf(explained(says), width, 12).length);
const short = (name: string) => name.length > longestKey ? name.slice(0, longestKey - 1) + '…' : name;
// As wide as the longest name, as far as can be said without measuring.
const keyWidth = (legend: Scene['legend']) => 34 + Math.max(12, ...legend.map(({ name }) => short(name).length)) * 12 * .56;
const perRow = (legend: Scene['legend'], width: number) => Math.max(1, Math.floor((width - 2 * left) / keyWidth(legend)));

function paint(scene: Scene, paper: Paper) {
  const { network, ink, camera, colours } = scene;
  const grow = camera.growth;
  const [x, y] = [(person: number) => camera.screenX(network.x[person]!), (person: number) => camera.screenY(network.y[person]!)];
  const out = (px: number, py: number, by: number) => px < -by || py < -by || px > camera.width + by || py > camera.height + by;
  ink.ties.forEach((tie, i) => {
    const [x1, y1, x2, y2] = [x(network.from[tie]!), y(network.from[tie]!), x(network.to[tie]!), y(network.to[tie]!)];
    if (Math.max(x1, x2) > 0 && Math.min(x1, x2) < camera.width && Math.max(y1, y2) > 0 && Math.min(y1, y2) < camera.height) {
      paper.line(x1, y1, x2, y2, ink.widths[i]! * grow, css(ink.lineColours[ink.hues[i]!]!), ink.alphas[i]!);
    }
  });
  for (const path of scene.paths) {
    path.slice(1).forEach((person, i) => paper.line(x(path[i]!), y(path[i]!), x(person), y(person), 3, css(colours.accent), 1));
  }
  for (const person of ink.people) {
    const radius = ink.radii[person]! * grow;
    if (!out(x(person), y(person), radius)) {
      paper.dot(x(person), y(person), radius, css(ink.dotColours[ink.tints[person]!]!), radius > 2.5 ? css(colours.ground) : undefined);
    }
  }
  for (const label of scene.labels) {
    paper.words(label.text, label.x, label.y, 13, css(colours.ink), css(colours.ground), label.must);
  }
  legend(scene, paper);
}

function legend({ camera, colours, title, says, legend }: Scene, paper: Paper) {
  const { width } = camera;
  let top = camera.height;
  for (const line of linesOf(title, width, 14)) {
    paper.words(line, left, top += row, 14, css(colours.ink), undefined, true);
  }
  const [wide, columns] = [keyWidth(legend), perRow(legend, width)];
  legend.forEach(({ name, colour }, i) => {
    const [x, y] = [left + wide * (i % columns), top + row * (1 + Math.floor(i / columns))];
    if (colour) {
      paper.dot(x + 5, y - 4, 5, colour, undefined);
    }
    paper.words(short(name), x + (colour ? 15 : 0), y, 12, css(colours.ink), undefined);
  });
  top += row * Math.ceil(legend.length / columns) + 4;
  for (const line of linesOf(explained(says), width, 12)) {
    paper.words(line, left, top += row, 12, css(colours.soft), undefined);
  }
}

const explained = (says: string) => `${says} The larger a dot, the stronger somebody’s ties; the wider a line, the stronger the tie.`;

// Words that fit into a width, as far as can be said without measuring: papers differ.
function linesOf(text: string, width: number, size: number): string[] {
  const most = Math.max(10, Math.floor((width - 2 * left) / (size * .56)));
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.length - 1;
    if (lines[last] && lines[last]!.length + 1 + word.length > most) {
      lines.push(word);
    } else {
      lines[last] += (lines[last] ? ' ' : '') + word;
    }
  }
  return lines;
}

/** The picture as SVG: vectors and words, for print and for drawing programs. */
export function svgOf(scene: Scene): string {
  const { width } = scene.camera;
  const height = scene.camera.height + legendHeight(scene, width);
  const parts: string[] = [];
  const at = (value: number) => String(Math.round(value * 10) / 10);
  paint(scene, {
    line: (x1, y1, x2, y2, wide, colour, alpha) => parts.push(`<path d="M${at(x1)} ${at(y1)}L${at(x2)} ${at(y2)}" stroke="${colour}" stroke-width="${at(wide)}" stroke-opacity="${alpha.toFixed(2)}"/>`),
    dot: (x, y, radius, fill, rim) => parts.push(`<circle cx="${at(x)}" cy="${at(y)}" r="${at(radius)}" fill="${fill}"${rim ? ` stroke="${rim}"` : ''}/>`),
    words: (text, x, y, size, colour, halo, bold) => parts.push(`<text x="${at(x)}" y="${at(y)}" font-size="${size}" fill="${colour}"${bold ? ' font-weight="600"' : ''}${halo ? ` stroke="${halo}" stroke-width="3" paint-order="stroke" stroke-linejoin="round"` : ''}>${escaped(text)}</text>`),
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${at(width)}" height="${at(height)}" viewBox="0 0 ${at(width)} ${at(height)}" font-family="${escaped(scene.colours.font)}"><title>${escaped(scene.title)}</title><rect width="100%" height="100%" fill="${css(scene.colours.ground)}"/><g fill="none">${parts.join('\n')}</g></svg>`;
}

// What XML has no place for goes, as in names with control characters.
const escaped = (text: string) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);

/** The same in pixels, twice as fine as a screen. */
export async function pngOf(scene: Scene): Promise<Blob> {
  const fine = 2;
  const { width } = scene.camera;
  const height = scene.camera.height + legendHeight(scene, width);
  const sheet = new OffscreenCanvas(width * fine, height * fine);
  const pen = sheet.getContext('2d')!;
  pen.scale(fine, fine);
  pen.fillStyle = css(scene.colours.ground);
  pen.fillRect(0, 0, width, height);
  paint(scene, {
    line: (x1, y1, x2, y2, wide, colour, alpha) => {
      [pen.strokeStyle, pen.lineWidth, pen.globalAlpha] = [colour, wide, alpha];
      pen.beginPath();
      pen.moveTo(x1, y1);
      pen.lineTo(x2, y2);
      pen.stroke();
      pen.globalAlpha = 1;
    },
    dot: (x, y, radius, fill, rim) => {
      pen.beginPath();
      pen.arc(x, y, radius, 0, 2 * Math.PI);
      pen.fillStyle = fill;
      pen.fill();
      if (rim) {
        [pen.strokeStyle, pen.lineWidth] = [rim, 1];
        pen.stroke();
      }
    },
    words: (text, x, y, size, colour, halo, bold) => writeWords(pen, scene.colours.font, text, x, y, size, colour, halo, bold),
  });
  return sheet.convertToBlob({ type: 'image/png' });
}

/** Words with a rim of the ground's colour, so that they can be read across lines and dots. */
export function writeWords(pen: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D, font: string, text: string, x: number, y: number, size: number, colour: string, halo: string | undefined, bold = false) {
  pen.font = `${bold ? 600 : 400} ${size}px ${font}`;
  if (halo) {
    [pen.lineJoin, pen.lineWidth, pen.strokeStyle] = ['round', 3, halo];
    pen.strokeText(text, x, y);
  }
  pen.fillStyle = colour;
  pen.fillText(text, x, y);
}

/** Hands a file to whoever asked for it. */
export function save(name: string, file: Blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
