// The map island: draws what /api/map sends and lets people go about it with mouse, finger or keyboard.
import Sigma from 'sigma';
import { EdgeLineProgram, EdgeRectangleProgram, NodeCircleProgram, NodePointProgram } from 'sigma/rendering';
import { build, closest, colourOf, nearestTowards, palette, shadeOf, type Dot, type Line, type MapData, type Palette } from './network';

// Above this many ties, lines rest while the picture moves and are a pixel wide, and the rest does not fade beside a chosen person.
const manyTies = 20_000;

const font = getComputedStyle(document.body).fontFamily;

const place = document.querySelector<HTMLElement>('#map');
if (place) {
  void draw(place);
}

async function draw(place: HTMLElement) {
  const answer = await fetch(place.dataset.from!);
  if (!answer.ok) {
    place.textContent = 'The map could not be fetched; the table below says the same.';
    return;
  }
  const data: MapData = await answer.json();
  let colours = palette();
  const graph = build(data, colours);
  place.textContent = '';
  const crowded = graph.size > manyTies;
  const sigma = new Sigma<Dot, Line>(graph, place, {
    defaultEdgeType: 'line',
    nodeProgramClasses: { circle: crowded ? NodePointProgram : NodeCircleProgram },
    edgeProgramClasses: { line: crowded ? EdgeLineProgram : EdgeRectangleProgram },
    hideEdgesOnMove: crowded,
    hideLabelsOnMove: crowded,
    labelRenderedSizeThreshold: crowded ? 5 : 4,
    labelDensity: .5,
    labelGridCellSize: 140,
    minCameraRatio: .02,
    maxCameraRatio: 3,
    stagePadding: 40,
    zIndex: true,
    defaultDrawNodeLabel: (context, node) => write(context, node, colours, 13),
    defaultDrawNodeHover: (context, node) => ring(context, node, colours),
  });
  rest(place, sigma, crowded);
  const chosen = choose(sigma, data, crowded, () => colours);
  keys(place, sigma, chosen);
  search(sigma, data, chosen);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    colours = palette();
    graph.updateEachNodeAttributes((_, dot) => ({ ...dot, color: colourOf(dot.group, colours) }));
    graph.updateEachEdgeAttributes((_, line) => ({ ...line, color: shadeOf(line.strength, colours) }));
    sigma.refresh();
  });
  const asked = new URLSearchParams(location.search).get('person');
  const known = asked === null ? -1 : data.people.ids.indexOf(Number(asked));
  if (known >= 0) {
    chosen.set(String(known), true);
  }
  place.dataset.drawn = String(graph.order);
}

// Sigma draws on seven sheets, and the browser puts together even empty ones at every frame: those not in use are taken away.
function rest(place: HTMLElement, sigma: Sigma<Dot, Line>, crowded: boolean) {
  let still: ReturnType<typeof setTimeout> | undefined;
  sigma.getCamera().on('updated', () => {
    place.classList.toggle('moving', crowded);
    clearTimeout(still);
    still = setTimeout(() => place.classList.remove('moving'), 150);
  });
}

interface Chosen { node: () => string | undefined; set: (node: string | undefined, go?: boolean) => void }

function choose(sigma: Sigma<Dot, Line>, data: MapData, crowded: boolean, colours: () => ReturnType<typeof palette>): Chosen {
  const graph = sigma.getGraph();
  const card = document.querySelector<HTMLElement>('#map-card')!;
  const said = document.querySelector<HTMLElement>('#map-said')!;
  let chosen: string | undefined;
  let near = new Set<string>();

  sigma.setSetting('nodeReducer', (node, dot) => {
    if (node === chosen) {
      return { ...dot, highlighted: true, forceLabel: true, zIndex: 1 };
    }
    return chosen === undefined || crowded || near.has(node) ? dot : { ...dot, color: colours().faded, label: '', zIndex: -1 };
  });
  sigma.setSetting('edgeReducer', (edge, line) => {
    if (chosen === undefined) {
      return line;
    }
    return graph.hasExtremity(edge, chosen) ? { ...line, color: colours().near, zIndex: 1 } : { ...line, hidden: !crowded };
  });

  function set(node: string | undefined, go = false) {
    if (node === chosen) {
      return;
    }
    const changed = [chosen, node].filter(each => each !== undefined);
    chosen = node;
    near = new Set(node === undefined ? [] : graph.neighbors(node));
    card.hidden = node === undefined;
    sigma.getContainer().classList.toggle('chosen', node !== undefined);
    if (node !== undefined) {
      show(node);
    }
    sigma.refresh({ skipIndexation: true, ...crowded ? { partialGraph: { nodes: changed, edges: changed.flatMap(each => graph.edges(each)) } } : {} });
    if (go && node !== undefined) {
      const shown = sigma.getNodeDisplayData(node)!;
      void sigma.getCamera().animate({ x: shown.x, y: shown.y, ratio: Math.min(.5, sigma.getCamera().ratio) }, { duration: 300 });
    }
  }

  function show(node: string) {
    const dot = graph.getNodeAttributes(node);
    const name = document.createElement('strong');
    name.textContent = dot.label;
    const group = data.groups[dot.group]!;
    const words = `${dot.ties} ${dot.ties === 1 ? 'tie' : 'ties'}, closest to ${closest(graph, node, 3).join(', ')}. In the group around ${group.around} (${group.people}).`;
    card.replaceChildren(name, words);
    said.textContent = `${dot.label}: ${words}`;
  }

  sigma.on('enterNode', ({ node }) => set(node));
  sigma.on('leaveNode', () => set(undefined));
  sigma.on('clickNode', ({ node }) => open(graph.getNodeAttribute(node, 'id')));
  sigma.on('clickStage', () => set(undefined));
  return { node: () => chosen, set };
}

function open(id: number) {
  location.href = `/people/${id}`;
}

function keys(place: HTMLElement, sigma: Sigma<Dot, Line>, chosen: Chosen) {
  const graph = sigma.getGraph();
  const ways: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  place.addEventListener('keydown', event => {
    const way = ways[event.key];
    const node = chosen.node();
    if (way) {
      chosen.set(node === undefined ? graph.nodes()[0] : nearestTowards(graph, node, ...way) ?? node, true);
    } else if (event.key === 'Enter' && node !== undefined) {
      open(graph.getNodeAttribute(node, 'id'));
    } else if (event.key === 'Escape') {
      chosen.set(undefined);
    } else if (event.key === '+' || event.key === '=') {
      void sigma.getCamera().animatedZoom();
    } else if (event.key === '-') {
      void sigma.getCamera().animatedUnzoom();
    } else if (event.key === '0') {
      void sigma.getCamera().animatedReset();
    } else {
      return;
    }
    event.preventDefault();
  });
}

function search(sigma: Sigma<Dot, Line>, data: MapData, chosen: Chosen) {
  const form = document.querySelector<HTMLFormElement>('#map-search')!;
  const input = form.querySelector('input')!;
  const names = form.querySelector('datalist')!;
  const lower = data.people.names.map(name => name.toLowerCase());
  const matches = (text: string) => lower.map((name, i) => ({ i, at: name.indexOf(text) })).filter(({ at }) => at >= 0);
  form.hidden = false;
  input.addEventListener('input', () => {
    const text = input.value.trim().toLowerCase();
    names.replaceChildren(...(text ? matches(text).slice(0, 12) : []).map(({ i }) => new Option(data.people.names[i], data.people.names[i])));
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    const text = input.value.trim().toLowerCase();
    const exact = lower.indexOf(text);
    const found = exact >= 0 ? exact : text ? matches(text)[0]?.i : undefined;
    input.setCustomValidity(found === undefined && text ? 'Nobody on the map is called that.' : '');
    if (found === undefined) {
      form.reportValidity();
      input.addEventListener('input', () => input.setCustomValidity(''), { once: true });
      return;
    }
    chosen.set(String(found), true);
    sigma.getContainer().focus();
  });
}

interface Shown { x: number; y: number; size: number; label: string | null; color: string }

// Names have a rim of the ground's colour, so that they can be read across lines and dots.
function write(context: CanvasRenderingContext2D, node: Shown, colours: Palette, size: number, weight = 400) {
  if (node.label) {
    context.font = `${weight} ${size}px ${font}`;
    context.lineJoin = 'round';
    context.lineWidth = 3;
    context.strokeStyle = colours.ground;
    context.fillStyle = colours.ink;
    context.strokeText(node.label, node.x + node.size + 4, node.y + size / 3);
    context.fillText(node.label, node.x + node.size + 4, node.y + size / 3);
  }
}

function ring(context: CanvasRenderingContext2D, node: Shown, colours: Palette) {
  context.beginPath();
  context.arc(node.x, node.y, node.size + 3, 0, 2 * Math.PI);
  context.strokeStyle = node.color;
  context.lineWidth = 2;
  context.stroke();
  write(context, { ...node, size: node.size + 3 }, colours, 14, 600);
}
