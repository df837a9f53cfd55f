import type { Camera } from './camera';
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

/** Draws dots and lines with WebGL. The most telling lines are drawn last, so that a part of them can stand for all while the picture moves. */
export class Stage {
  private readonly lines: Program;
  private readonly dots: Program;
  private lineCount = 0;
  private dotCount = 0;
  private background = 0;

  constructor(private readonly gl: WebGL2RenderingContext) {
    this.lines = new Program(gl, lineVertex, lineFragment);
    this.dots = new Program(gl, dotVertex, dotFragment);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  /** Takes what is to be drawn. */
  fill(network: Network, ink: Ink) {
    const lines = new DataView(new ArrayBuffer(ink.ties.length * lineBytes));
    ink.ties.forEach((tie, i) => {
      const [from, to, at] = [network.from[tie]!, network.to[tie]!, i * lineBytes];
      [network.x[from]!, network.y[from]!, network.x[to]!, network.y[to]!, ink.widths[i]!].forEach((value, j) => lines.setFloat32(at + 4 * j, value, true));
      const colour = ink.lineColours[ink.hues[i]!]!;
      lines.setUint32(at + 20, pack(colour, ink.alphas[i]!), true);
    });
    const dots = new DataView(new ArrayBuffer(ink.people.length * dotBytes));
    ink.people.forEach((person, i) => {
      [network.x[person]!, network.y[person]!, ink.radii[person]!].forEach((value, j) => dots.setFloat32(i * dotBytes + 4 * j, value, true));
      dots.setUint32(i * dotBytes + 12, pack(ink.dotColours[ink.tints[person]!]!, 1), true);
    });
    this.lines.fill(lines);
    this.dots.fill(dots);
    [this.lineCount, this.dotCount, this.background] = [ink.ties.length, ink.people.length, ink.background];
  }

  /**
   * Draws it: of the lines only those from one place to another, counted from the most telling. From 0 it begins a new picture;
   * else it adds to the one that is there, so that a slow machine can draw a great many bit by bit.
   * Of the people at most so many, the strongest.
   */
  draw(camera: Camera, ground: readonly [number, number, number], first: number, last: number, mostDots: number, density: number) {
    const { gl } = this;
    const [width, height] = [Math.round(camera.width * density), Math.round(camera.height * density)];
    if (first === 0) {
      if (gl.canvas.width !== width || gl.canvas.height !== height) {
        [gl.canvas.width, gl.canvas.height] = [width, height];
      }
      gl.viewport(0, 0, width, height);
      gl.clearColor(0, 0, 0, 0);
      gl.clear(gl.COLOR_BUFFER_BIT);
    }
    const shared: [string, number[]][] = [
      ['middle', [camera.view.x, camera.view.y]], ['size', [width, height]], ['scale', [camera.view.scale * density]], ['grow', [camera.growth * density]],
    ];
    const end = Math.min(last, this.lineCount);
    if (end > first) {
      // The most telling lie at the end of the buffer.
      this.lines.use(shared, [['ends', 4, gl.FLOAT, 0], ['width', 1, gl.FLOAT, 16], ['colour', 4, gl.UNSIGNED_BYTE, 20]], lineBytes, (this.lineCount - end) * lineBytes, 1);
      gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, end - first);
    }
    if (this.dotCount > 0) {
      this.dots.use([...shared, ['ground', ground.map(part => part / 255)]], [['place', 2, gl.FLOAT, 0], ['radius', 1, gl.FLOAT, 8], ['colour', 4, gl.UNSIGNED_BYTE, 12]], dotBytes, 0, 0);
      const begin = this.dotCount > mostDots ? this.background : 0;
      gl.drawArrays(gl.POINTS, begin, Math.min(mostDots, this.dotCount - begin));
    }
  }
}

const pack = ([r, g, b]: readonly [number, number, number], alpha: number) => (r | (g << 8) | (b << 16) | (Math.round(alpha * 255) << 24)) >>> 0;

class Program {
  private readonly program: WebGLProgram;
  private readonly buffer: WebGLBuffer;
  private readonly array: WebGLVertexArrayObject;

  constructor(private readonly gl: WebGL2RenderingContext, vertex: string, fragment: string) {
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
  }

  fill(data: DataView) {
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, this.buffer);
    this.gl.bufferData(this.gl.ARRAY_BUFFER, data, this.gl.DYNAMIC_DRAW);
  }

  use(uniforms: [string, number[]][], attributes: [string, number, number, number][], stride: number, offset: number, divisor: number) {
    const { gl } = this;
    gl.useProgram(this.program);
    for (const [name, value] of uniforms) {
      const at = gl.getUniformLocation(this.program, name);
      if (value.length === 1) {
        gl.uniform1f(at, value[0]!);
      } else if (value.length === 2) {
        gl.uniform2fv(at, value);
      } else {
        gl.uniform3fv(at, value);
      }
    }
    gl.bindVertexArray(this.array);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    for (const [name, size, type, at] of attributes) {
      const place = gl.getAttribLocation(this.program, name);
      gl.enableVertexAttribArray(place);
      gl.vertexAttribPointer(place, size, type, type === gl.UNSIGNED_BYTE, stride, offset + at);
      gl.vertexAttribDivisor(place, divisor);
    }
  }
}
