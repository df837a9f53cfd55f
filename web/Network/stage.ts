import type { Ink } from './ink';
import type { Network } from './network';

// Lines are rectangles of four corners, one instance a tie; edges are soft by the last pixel, so that nothing needs multisampling.
const lineVertex = `#version 300 es
uniform vec2 middle, size; uniform float scale, grow;
in vec4 ends; in float width; in vec4 colour;
out vec4 paint; out float across; out float half_;
void main() {
  vec2 a = (ends.xy - middle) * scale, b = (ends.zw - middle) * scale;
  vec2 along = b - a; float length_ = max(length(along), .001);
  vec2 aside = vec2(-along.y, along.x) / length_;
  half_ = max(width * grow, .9) * .5;
  across = ((gl_VertexID & 1) == 0 ? -1. : 1.) * (half_ + .7);
  vec2 at = ((gl_VertexID & 2) == 0 ? a : b) + aside * across;
  gl_Position = vec4(at / size * 2., 0, 1);
  paint = colour;
}`;
const lineFragment = `#version 300 es
precision mediump float; in vec4 paint; in float across; in float half_; out vec4 result;
void main() { float a = paint.a * clamp(half_ + .5 - abs(across), 0., 1.); result = vec4(paint.rgb * a, a); }`;
const dotVertex = `#version 300 es
uniform vec2 middle, size; uniform float scale, grow;
in vec2 place; in float radius; in vec4 colour;
out vec4 paint; out float r;
void main() {
  gl_Position = vec4((place - middle) * scale / size * 2., 0, 1);
  r = radius * grow; gl_PointSize = 2. * r + 3.; paint = colour;
}`;
// A rim of the ground's colour parts dots that touch.
const dotFragment = `#version 300 es
precision mediump float; uniform vec3 ground; in vec4 paint; in float r; out vec4 result;
void main() {
  float away = length(gl_PointCoord - .5) * (2. * r + 3.), rim = r > 2.5 ? 1. : 0.;
  float a = clamp(r + rim + .5 - away, 0., 1.);
  vec3 c = mix(ground, paint.rgb, clamp(r + .5 - away, 0., 1.));
  result = vec4((rim > 0. ? c : paint.rgb) * a, a);
}`;

const lineBytes = 24, dotBytes = 16;

/** How far a picture reaches beyond each edge of its place, as a share of it: so that moving it uncovers no empty ground at once. */
export const beyond = .12;

/** What a picture was taken of: a camera that stands still. */
export interface Shot { x: number; y: number; scale: number; width: number; height: number; growth: number; density: number }

interface Making { shot: Shot; line: number; dot: number; lastDot: number; isWhole: boolean }

/**
 * Draws dots and lines with WebGL: a picture at a time, out of sight and in pieces, so that the page stays quick on a machine without a
 * graphics card; it comes to be seen when it is done. The most telling lines are drawn last, so that a part of them can stand for all.
 */
export class Stage {
  /** What the picture that is seen was taken of; undefined before the first. */
  seen: Shot | undefined;
  /** Whether it has all lines and dots. */
  isWhole = false;

  private readonly lines: Program;
  private readonly dots: Program;
  private readonly frame: WebGLFramebuffer;
  private frameSize = { width: 0, height: 0 };
  private lineCount = 0;
  private dotCount = 0;
  private background = 0;
  private making: Making | undefined;

  constructor(private readonly gl: WebGL2RenderingContext) {
    this.lines = new Program(gl, lineVertex, lineFragment, [['ends', 4, gl.FLOAT, 0], ['width', 1, gl.FLOAT, 16], ['colour', 4, gl.UNSIGNED_BYTE, 20]], lineBytes, 1);
    this.dots = new Program(gl, dotVertex, dotFragment, [['place', 2, gl.FLOAT, 0], ['radius', 1, gl.FLOAT, 8], ['colour', 4, gl.UNSIGNED_BYTE, 12]], dotBytes, 0);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    const unseen = gl.createTexture();
    this.frame = gl.createFramebuffer();
    gl.bindTexture(gl.TEXTURE_2D, unseen);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.frame);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, unseen, 0);
  }

  /** What it draws on. */
  get sheet() {
    return this.gl.canvas as HTMLCanvasElement;
  }

  get isBusy() {
    return this.making !== undefined;
  }

  /** Takes what is to be drawn; a picture of something else that is being made is given up. */
  fill(network: Network, ink: Ink) {
    const lines = new ArrayBuffer(ink.ties.length * lineBytes);
    let [numbers, colours] = [new Float32Array(lines), new Uint32Array(lines)];
    for (let i = 0, at = 0; i < ink.ties.length; i++, at += lineBytes / 4) {
      const [from, to] = [network.from[ink.ties[i]!]!, network.to[ink.ties[i]!]!];
      numbers[at] = network.x[from]!;
      numbers[at + 1] = network.y[from]!;
      numbers[at + 2] = network.x[to]!;
      numbers[at + 3] = network.y[to]!;
      numbers[at + 4] = ink.widths[i]!;
      colours[at + 5] = pack(ink.lineColours[ink.hues[i]!]!, ink.alphas[i]!);
    }
    const dots = new ArrayBuffer(ink.people.length * dotBytes);
    [numbers, colours] = [new Float32Array(dots), new Uint32Array(dots)];
    for (let i = 0, at = 0; i < ink.people.length; i++, at += dotBytes / 4) {
      const person = ink.people[i]!;
      numbers[at] = network.x[person]!;
      numbers[at + 1] = network.y[person]!;
      numbers[at + 2] = ink.radii[person]!;
      colours[at + 3] = pack(ink.dotColours[ink.tints[person]!]!, 1);
    }
    this.lines.fill(lines);
    this.dots.fill(dots);
    [this.lineCount, this.dotCount, this.background, this.making] = [ink.ties.length, ink.people.length, ink.background, undefined];
  }

  /**
   * Begins a picture: of the lines the most telling, of the dots the strongest people, as many as can be drawn in about so many
   * milliseconds.
   */
  begin(shot: Shot, time: number) {
    const { gl } = this;
    const [width, height] = sizeOf(shot);
    if (this.frameSize.width !== width || this.frameSize.height !== height) {
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
      this.frameSize = { width, height };
    }
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.frame);
    gl.viewport(0, 0, width, height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    const [lines, dots] = [Math.min(this.lineCount, this.lines.within(time / 2)), Math.min(this.dotCount, this.dots.within(time / 2))];
    const isWhole = lines === this.lineCount && dots === this.dotCount;
    // The most telling lines lie at the end of their buffer, the strongest people where the background ends.
    const dot = dots < this.dotCount ? this.background : 0;
    this.making = { shot, line: this.lineCount - lines, dot, lastDot: Math.min(this.dotCount, dot + dots), isWhole };
  }

  /** Goes on with it for about so many milliseconds; true when it is done and to be seen. */
  work(time: number, ground: readonly [number, number, number]): boolean {
    const { gl, making } = this;
    if (!making) {
      return false;
    }
    const [width, height] = sizeOf(making.shot);
    const { x, y, scale, growth, density } = making.shot;
    for (const program of [this.lines, this.dots]) {
      program.set({ middle: [x, y], size: [width, height], scale: [scale * density], grow: [growth * density], ground: ground.map(part => part / 255) });
    }
    for (const end = performance.now() + time; performance.now() < end;) {
      const left = end - performance.now();
      if (making.line < this.lineCount) {
        making.line += this.lines.draw(making.line, this.lineCount, left, (first, count) => {
          this.lines.point(first);
          gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, count);
        });
      } else if (making.dot < making.lastDot) {
        making.dot += this.dots.draw(making.dot, making.lastDot, left, (first, count) => {
          this.dots.point(0);
          gl.drawArrays(gl.POINTS, first, count);
        });
      } else {
        this.show(making);
        return true;
      }
    }
    return false;
  }

  private show({ shot, isWhole }: Making) {
    const { gl } = this;
    const [width, height] = sizeOf(shot);
    if (gl.canvas.width !== width || gl.canvas.height !== height) {
      [gl.canvas.width, gl.canvas.height] = [width, height];
    }
    gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, null);
    gl.blitFramebuffer(0, 0, width, height, 0, 0, width, height, gl.COLOR_BUFFER_BIT, gl.NEAREST);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.frame);
    [this.seen, this.isWhole, this.making] = [shot, isWhole, undefined];
  }
}

/** In pixels. */
const sizeOf = ({ width, height, density }: Shot) => [Math.round(width * (1 + 2 * beyond) * density), Math.round(height * (1 + 2 * beyond) * density)] as const;

const pack = ([r, g, b]: readonly [number, number, number], alpha: number) => (r | (g << 8) | (b << 16) | (Math.round(alpha * 255) << 24)) >>> 0;

const firstPace = .004, least = 300;

/** A shader with its buffer; it learns how long a piece takes. */
class Program {
  private readonly program: WebGLProgram;
  private readonly buffer: WebGLBuffer;
  private readonly array: WebGLVertexArrayObject;
  private readonly places: number[];
  private readonly uniforms = new Map<string, WebGLUniformLocation | null>();
  private readonly pixel = new Uint8Array(4);
  // Milliseconds for one line or dot.
  private pace = firstPace;

  constructor(private readonly gl: WebGL2RenderingContext, vertex: string, fragment: string, private readonly attributes: [string, number, number, number][], private readonly stride: number, divisor: number) {
    this.program = gl.createProgram();
    for (const [type, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
      const shader = gl.createShader(type)!;
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(this.program, shader);
    }
    gl.linkProgram(this.program);
    if (!gl.getProgramParameter(this.program, gl.LINK_STATUS)) {
      throw new Error(gl.getProgramInfoLog(this.program) ?? 'no program');
    }
    this.buffer = gl.createBuffer();
    this.array = gl.createVertexArray();
    gl.bindVertexArray(this.array);
    this.places = attributes.map(([name]) => gl.getAttribLocation(this.program, name));
    for (const place of this.places) {
      gl.enableVertexAttribArray(place);
      gl.vertexAttribDivisor(place, divisor);
    }
  }

  fill(data: ArrayBuffer) {
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, this.buffer);
    this.gl.bufferData(this.gl.ARRAY_BUFFER, data, this.gl.DYNAMIC_DRAW);
  }

  set(uniforms: Record<string, number[]>) {
    const { gl } = this;
    gl.useProgram(this.program);
    for (const [name, value] of Object.entries(uniforms)) {
      const at = this.uniforms.get(name) ?? gl.getUniformLocation(this.program, name);
      this.uniforms.set(name, at);
      if (value.length === 1) {
        gl.uniform1f(at, value[0]!);
      } else if (value.length === 2) {
        gl.uniform2fv(at, value);
      } else {
        gl.uniform3fv(at, value);
      }
    }
  }

  /** Makes what is drawn next begin with one of the buffer. */
  point(first: number) {
    const { gl } = this;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    this.attributes.forEach(([, size, type, at], i) => gl.vertexAttribPointer(this.places[i]!, size, type, type === gl.UNSIGNED_BYTE, this.stride, first * this.stride + at));
  }

  /** How many can be drawn in so many milliseconds. */
  within = (time: number) => Math.max(least, Math.floor(time / this.pace));

  /** Draws as many of those from first to last as fit into so many milliseconds, and says how many. */
  draw(first: number, last: number, time: number, drawn: (first: number, count: number) => void): number {
    const { gl } = this;
    const count = Math.min(last - first, this.within(time));
    const began = performance.now();
    gl.useProgram(this.program);
    gl.bindVertexArray(this.array);
    drawn(first, count);
    // Reading waits until it is drawn: without it a slow machine would be given more and more, and stand still in the end.
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, this.pixel);
    const took = performance.now() - began;
    this.pace = Math.max(1e-6, count > least ? (this.pace + took / count) / 2 : this.pace);
    return count;
  }
}
