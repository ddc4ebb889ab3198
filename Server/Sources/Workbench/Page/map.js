// Where the sectors are, and the drives of the hour that is looked at.

import { make } from "./api.js";
import { t } from "./words.js";

/** What is drawn of a view at a step; nothing where too few sectors have a place. */
export function map(view, facts, step, outlines = []) {
  const places = view.sectors.filter((sector) => typeof sector.longitude === "number");
  if (places.length < 2 && outlines.length === 0) return [];
  const points = outlines.flat(2);
  const [xs, ys] = [[...places.map((s) => s.longitude), ...points.map((p) => p[0])], [...places.map((s) => s.latitude), ...points.map((p) => p[1])]];
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  // A degree of longitude is shorter by the cosine of the latitude.
  const shrink = Math.cos(((south + north) / 2) * Math.PI / 180);
  const scale = 320 / Math.max((east - west) * shrink, north - south, 1e-6);
  const at = (sector) => [16 + (sector.longitude - west) * shrink * scale, 16 + (north - sector.latitude) * scale];
  const path = (rings) => rings.map((ring) => `M${ring.map(([longitude, latitude]) => at({ longitude, latitude }).map((x) => x.toFixed(1)).join()).join("L")}Z`).join("");
  const shapes = outlines.map((rings, i) => (rings.length ? make("path", { d: path(rings), class: "outline" }, make("title", {}, view.sectors[i].name)) : null));
  const [width, height] = [32 + (east - west) * shrink * scale, 32 + (north - south) * scale];
  const lines = [];
  for (const [key] of facts.drives) {
    const car = Math.floor(key / facts.steps);
    if (key % facts.steps !== step || step === 0) continue;
    const [from, to] = [view.cells[car][step - 1], view.cells[car][step]];
    if (from === null || to === null || typeof view.sectors[from].longitude !== "number") continue;
    const [[x1, y1], [x2, y2]] = [at(view.sectors[from]), at(view.sectors[to])];
    lines.push(make("line", { x1, y1, x2, y2, class: "drive" }, make("title", {}, `${view.cars[car].id}`)));
  }
  const few = places.length <= 40;
  return [make("h2", {}, `${t("map")}, ${view.times[step]}`),
    make("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": t("map") }, shapes, lines,
      view.sectors.map((sector, i) => {
        if (typeof sector.longitude !== "number") return null;
        const [x, y] = at(sector);
        return make("g", {}, make("circle", { cx: x, cy: y, r: few ? 11 : 4, class: `s${i}` }, make("title", {}, sector.name)),
          few ? make("text", { x, y: y + 3.5, class: "spot" }, facts.labels[i]) : null);
      }))];
}
