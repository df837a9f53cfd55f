/** A name to write beside a dot, on the screen. */
export interface Label { person: number; x: number; y: number; radius: number; text: string; must: boolean }

/** A name that has its place: left end of its base line, and how far that is from the dot. */
export interface Placed { person: number; text: string; x: number; y: number; dx: number; dy: number; must: boolean }

export interface Box { left: number; top: number; right: number; bottom: number }

// Where so many found no room, the others find none either.
const mostTries = 1200;

const ascent = 10, height = 14, gap = 4, air = 8, edge = 4;

/**
 * Places names so that none covers another or leaves the picture: right of the dot, else left, below or above, else not at
 * all. The first come first. Those that must be there are placed before all others, and shown even where it is crowded.
 * None is put where something else lies on the picture.
 */
export function placeLabels(labels: Iterable<Label>, widthOf: (text: string, must: boolean) => number, width: number, height: number, most: number, covered: Box[]): Placed[] {
  const placed: Placed[] = [];
  const taken: Box[] = [...covered];
  let tries = 0;
  for (const label of labels) {
    if (!label.must && (placed.length >= most || tries >= mostTries)) {
      break;
    }
    if (label.x < 0 || label.y < 0 || label.x > width || label.y > height) {
      continue;
    }
    tries++;
    const places = placesOf(label, widthOf(label.text, label.must));
    const boxes = label.must ? [...places, ...places.map(box => pushed(box, width))] : places;
    const free = boxes.find(box => inside(box, width, height) && !taken.some(other => overlap(box, other)));
    if (free) {
      taken.push(free);
      const [x, y] = [free.left, free.top + ascent + 1];
      placed.push({ person: label.person, text: label.text, x, y, dx: x - label.x, dy: y - label.y, must: label.must });
    }
  }
  return placed;
}

function placesOf({ x, y, radius }: Label, length: number): Box[] {
  const box = (left: number, middle: number) => ({ left, top: middle - height / 2, right: left + length, bottom: middle + height / 2 });
  const away = radius + gap;
  return [box(x + away, y), box(x - away - length, y), box(x - length / 2, y + away + height / 2), box(x - length / 2, y - away - height / 2)];
}

// A name that must be there moves in from the edge.
function pushed(box: Box, width: number): Box {
  const by = box.left < edge ? edge - box.left : box.right > width - edge ? width - edge - box.right : 0;
  return { ...box, left: box.left + by, right: box.right + by };
}

const inside = (box: Box, width: number, height: number) => box.left >= edge && box.top >= edge && box.right <= width - edge && box.bottom <= height - edge;

const overlap = (a: Box, b: Box) => a.left < b.right + air && b.left < a.right + air && a.top < b.bottom + 1 && b.top < a.bottom + 1;
