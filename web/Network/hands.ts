// Mouse, fingers and keys on the map.
import type { Camera } from './camera';

export interface Hands {
  camera: Camera;
  /** Who is at a place on the screen. */
  personAt: (x: number, y: number) => number | undefined;
  point: (person: number | undefined) => void;
  pick: (person: number | undefined) => void;
  fit: () => void;
}

const still = 5;

export function followPointers(place: HTMLElement, { camera, personAt, point, pick }: Hands) {
  const down = new Map<number, { x: number; y: number }>();
  let travelled = 0;
  const at = (event: PointerEvent | WheelEvent) => {
    const box = place.getBoundingClientRect();
    return { x: event.clientX - box.left - place.clientLeft, y: event.clientY - box.top - place.clientTop };
  };
  place.addEventListener('pointerdown', event => {
    if (event.button === 0) {
      place.setPointerCapture(event.pointerId);
      down.set(event.pointerId, at(event));
      travelled = down.size > 1 ? Infinity : 0;
    }
  });
  place.addEventListener('pointermove', event => {
    const now = at(event);
    const before = down.get(event.pointerId);
    if (!before) {
      const person = personAt(now.x, now.y);
      place.classList.toggle('pointing', person !== undefined);
      point(person);
      return;
    }
    travelled += Math.hypot(now.x - before.x, now.y - before.y);
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const apart = (one: { x: number; y: number }) => Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));
      camera.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
      camera.zoomAt((now.x + other.x) / 2, (now.y + other.y) / 2, apart(now) / apart(before));
    } else if (travelled > still) {
      camera.pan(now.x - before.x, now.y - before.y);
    }
    down.set(event.pointerId, now);
  });
  const up = (event: PointerEvent) => {
    if (down.delete(event.pointerId) && event.type === 'pointerup' && travelled <= still) {
      const { x, y } = at(event);
      pick(personAt(x, y));
    }
  };
  place.addEventListener('pointerup', up);
  place.addEventListener('pointercancel', up);
  place.addEventListener('pointerleave', () => point(undefined));
  place.addEventListener('wheel', event => {
    event.preventDefault();
    const { x, y } = at(event);
    camera.zoomAt(x, y, Math.exp(-event.deltaY * (event.deltaMode === 1 ? .05 : .0016)));
  }, { passive: false });
}

export function followKeys(place: HTMLElement, hands: Hands, go: (dx: number, dy: number) => void, open: () => boolean) {
  const ways: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  const { camera } = hands;
  place.addEventListener('keydown', event => {
    const way = ways[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (way) {
      go(...way);
    } else if (event.key === 'Enter') {
      if (!open()) {
        return;
      }
    } else if (event.key === 'Escape') {
      hands.pick(undefined);
    } else if (event.key === '+' || event.key === '=') {
      camera.zoomAt(camera.width / 2, camera.height / 2, 1.5, true);
    } else if (event.key === '-') {
      camera.zoomAt(camera.width / 2, camera.height / 2, 1 / 1.5, true);
    } else if (event.key === '0') {
      hands.fit();
    } else {
      return;
    }
    event.preventDefault();
  });
}
