/** From places on the map to places on the screen: `scale` screen pixels to a unit of the map. */
export interface View { x: number; y: number; scale: number }

export interface Bounds { left: number; right: number; bottom: number; top: number }

const margin = 36, longestEase = 350;

/** What is looked at, and how it moves. */
export class Camera {
  view: View = { x: 0, y: 0, scale: 1 };
  /** Scale at which everything fits: 1 in `zoom`. */
  whole = 1;
  width = 1;
  height = 1;
  private easing = 0;

  constructor(private readonly moved: () => void) {}

  get zoom() {
    return this.view.scale / this.whole;
  }

  /** How large dots and lines are: they grow more slowly than the map does, and are smaller on a small screen. */
  get growth() {
    return Math.min(3.2, Math.max(.75, this.zoom ** .35)) * Math.min(1.15, Math.max(.6, Math.min(this.width, this.height) / 560));
  }

  screenX = (x: number) => (x - this.view.x) * this.view.scale + this.width / 2;
  screenY = (y: number) => (this.view.y - y) * this.view.scale + this.height / 2;
  mapX = (x: number) => (x - this.width / 2) / this.view.scale + this.view.x;
  mapY = (y: number) => this.view.y - (y - this.height / 2) / this.view.scale;

  resize(width: number, height: number, all: Bounds) {
    const before = this.whole;
    [this.width, this.height] = [width, height];
    this.whole = this.fitting(all).scale;
    this.view.scale *= this.whole / before;
  }

  fitting(bounds: Bounds): View {
    const [wide, tall] = [Math.max(bounds.right - bounds.left, .02), Math.max(bounds.top - bounds.bottom, .02)];
    // However narrow the place becomes for a moment: a scale of 0 is never left again.
    const scale = Math.min(Math.max(1, this.width - 2 * margin) / wide, Math.max(1, this.height - 2 * margin) / tall);
    return { x: (bounds.left + bounds.right) / 2, y: (bounds.bottom + bounds.top) / 2, scale: Math.min(scale, this.whole > 1 ? this.whole * 12 : scale) };
  }

  pan(dx: number, dy: number) {
    this.to({ ...this.view, x: this.view.x - dx / this.view.scale, y: this.view.y + dy / this.view.scale }, false);
  }

  /** Zooms; what lies at the place on the screen stays there. */
  zoomAt(px: number, py: number, factor: number, ease = false) {
    const scale = Math.min(Math.max(this.view.scale * factor, this.whole / 3), this.whole * 80);
    const [x, y] = [this.mapX(px), this.mapY(py)];
    this.to({ x: x - (px - this.width / 2) / scale, y: y + (py - this.height / 2) / scale, scale }, ease);
  }

  /** Goes there; at once for whoever wants less motion. */
  to(view: View, ease = true) {
    cancelAnimationFrame(this.easing);
    if (!ease || matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.view = view;
      this.moved();
      return;
    }
    const [from, began] = [this.view, performance.now()];
    const step = (now: number) => {
      const part = Math.min(1, Math.max(0, now - began) / longestEase);
      const eased = 1 - (1 - part) ** 3;
      const between = (a: number, b: number) => a + (b - a) * eased;
      this.view = { x: between(from.x, view.x), y: between(from.y, view.y), scale: Math.exp(between(Math.log(from.scale), Math.log(view.scale))) };
      this.moved();
      if (part < 1) {
        this.easing = requestAnimationFrame(step);
      }
    };
    this.easing = requestAnimationFrame(step);
  }
}

/** The smallest frame around the people of a set; undefined if it is empty. */
export function boundsOf(x: Float32Array, y: Float32Array, isIn: (person: number) => boolean): Bounds | undefined {
  const bounds = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
  for (let i = 0; i < x.length; i++) {
    if (isIn(i)) {
      [bounds.left, bounds.right] = [Math.min(bounds.left, x[i]!), Math.max(bounds.right, x[i]!)];
      [bounds.bottom, bounds.top] = [Math.min(bounds.bottom, y[i]!), Math.max(bounds.top, y[i]!)];
    }
  }
  return bounds.left <= bounds.right ? bounds : undefined;
}
